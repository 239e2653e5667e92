// Generated from spec/ by `npm run generate`. Do not edit.
export const wire = {
  "transport": "http",
  "secrets": [
    "accessToken",
    "password",
    "refreshToken"
  ],
  "operations": {
    "login": {
      "method": "POST",
      "path": "/login",
      "json": {
        "username": "{username}",
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
        "accessToken": {
          "at": "/access_token"
        },
        "refreshToken": {
          "at": "/refresh_token"
        },
        "token_type": {
          "at": "/token_type"
        },
        "accessExpiresIn": {
          "at": "/expires_in"
        },
        "refreshExpiresIn": {
          "at": "/refresh_expires_in"
        }
      }
    },
    "refresh": {
      "method": "POST",
      "path": "/refresh",
      "json": {
        "refresh_token": "{refreshToken}"
      },
      "outcomes": {
        "success": {
          "status": "200"
        }
      },
      "take": {
        "accessToken": {
          "at": "/access_token"
        },
        "refreshToken": {
          "at": "/refresh_token"
        },
        "token_type": {
          "at": "/token_type"
        },
        "accessExpiresIn": {
          "at": "/expires_in"
        },
        "refreshExpiresIn": {
          "at": "/refresh_expires_in"
        }
      }
    },
    "logout": {
      "method": "POST",
      "path": "/logout",
      "headers": {
        "authorization": "Bearer {accessToken}"
      },
      "json": {
        "refresh_token": "{refreshToken}"
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
    "session": {
      "method": "GET",
      "path": "/session",
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
        "username": {
          "at": "/username"
        },
        "accessExpiresIn": {
          "at": "/expires_in"
        }
      }
    }
  }
} as const;
