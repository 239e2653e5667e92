// Generated from spec/ by `npm run generate`. Do not edit.
export const wire = {
  "transport": "http",
  "secrets": [
    "accessToken",
    "newPassword",
    "password"
  ],
  "operations": {
    "login": {
      "method": "POST",
      "path": "/account/login",
      "json": {
        "email": "{username}",
        "password": "{password}"
      },
      "outcomes": {
        "success": {
          "status": "200"
        },
        "unauthorized": {
          "status": "401"
        }
      },
      "take": {
        "userId": {
          "at": "/id"
        },
        "username": {
          "at": "/email"
        },
        "accessToken": {
          "header": "GN-Access-Token"
        },
        "accessExpiresIn": {
          "header": "GN-Access-Token",
          "as": "jwt"
        }
      }
    },
    "register": {
      "method": "POST",
      "path": "/account/register",
      "json": {
        "email": "{username}",
        "password": "{password}"
      },
      "outcomes": {
        "success": {
          "status": "200"
        }
      },
      "take": {
        "userId": {
          "at": "/id"
        },
        "username": {
          "at": "/email"
        },
        "accessToken": {
          "header": "GN-Access-Token"
        },
        "accessExpiresIn": {
          "header": "GN-Access-Token",
          "as": "jwt"
        }
      }
    },
    "account": {
      "method": "GET",
      "path": "/account",
      "headers": {
        "authorization": "Bearer {accessToken}"
      },
      "outcomes": {
        "success": {
          "status": "200"
        },
        "unauthorized": {
          "status": "401"
        }
      },
      "take": {
        "userId": {
          "at": "/id"
        },
        "username": {
          "at": "/email"
        },
        "accessToken": {
          "header": "GN-Access-Token"
        },
        "accessExpiresIn": {
          "header": "GN-Access-Token",
          "as": "jwt"
        }
      }
    },
    "deleteAccount": {
      "method": "DELETE",
      "path": "/account",
      "headers": {
        "authorization": "Bearer {accessToken}"
      },
      "outcomes": {
        "success": {
          "status": "204"
        },
        "unauthorized": {
          "status": "401"
        }
      },
      "take": {}
    },
    "changePassword": {
      "method": "PUT",
      "path": "/account/password",
      "headers": {
        "authorization": "Bearer {accessToken}"
      },
      "json": {
        "current_password": "{password}",
        "password": "{newPassword}"
      },
      "outcomes": {
        "success": {
          "status": "204"
        },
        "unauthorized": {
          "status": "401"
        }
      },
      "take": {
        "accessToken": {
          "header": "GN-Access-Token"
        },
        "accessExpiresIn": {
          "header": "GN-Access-Token",
          "as": "jwt"
        }
      }
    },
    "jwks": {
      "method": "GET",
      "path": "/.well-known/jwks.json",
      "outcomes": {
        "success": {
          "status": "200"
        }
      },
      "take": {
        "keys": {
          "at": "/keys"
        }
      }
    }
  }
} as const;
