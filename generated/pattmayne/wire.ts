// Generated from spec/ by `npm run generate`. Do not edit.
export const wire = {
  "transport": "http",
  "secrets": [
    "accessToken",
    "clientSecret",
    "code",
    "mailToken",
    "password",
    "refreshToken",
    "state"
  ],
  "operations": {
    "register": {
      "method": "POST",
      "path": "/auth/register",
      "json": {
        "username": "{username}",
        "email": "{email}",
        "password": "{password}",
        "client_id": "{clientId}",
        "state": "{state}"
      },
      "outcomes": {
        "success": {
          "status": "200"
        }
      },
      "take": {
        "username": {
          "at": "/username"
        },
        "redirectUri": {
          "at": "/redirect_uri"
        },
        "code": {
          "at": "/redirect_uri",
          "parameter": "code"
        },
        "state": {
          "at": "/redirect_uri",
          "parameter": "state"
        },
        "accessToken": {
          "cookie": "jwt"
        },
        "accessExpiresIn": {
          "cookie": "jwt",
          "as": "jwt"
        },
        "refreshToken": {
          "cookie": "refresh_token"
        }
      },
      "mayLack": [
        "redirectUri",
        "code",
        "state"
      ]
    },
    "login": {
      "method": "POST",
      "path": "/auth/login",
      "cookies": {
        "jwt": "{accessToken}",
        "refresh_token": "{refreshToken}"
      },
      "json": {
        "username_or_email": "{username}",
        "password": "{password}",
        "client_id": "{clientId}",
        "state": "{state}"
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
        "redirectUri": {
          "at": "/redirect_uri"
        },
        "code": {
          "at": "/redirect_uri",
          "parameter": "code"
        },
        "state": {
          "at": "/redirect_uri",
          "parameter": "state"
        },
        "accessToken": {
          "cookie": "jwt"
        },
        "accessExpiresIn": {
          "cookie": "jwt",
          "as": "jwt"
        },
        "refreshToken": {
          "cookie": "refresh_token"
        }
      },
      "mayLack": [
        "redirectUri",
        "code",
        "state"
      ]
    },
    "logout": {
      "method": "POST",
      "path": "/auth/logout",
      "cookies": {
        "jwt": "{accessToken}",
        "refresh_token": "{refreshToken}"
      },
      "json": {},
      "outcomes": {
        "success": {
          "status": "200"
        }
      },
      "take": {
        "logout": {
          "at": "/logout"
        }
      }
    },
    "refresh": {
      "method": "POST",
      "path": "/auth/refresh",
      "cookies": {
        "refresh_token": "{refreshToken}"
      },
      "json": {},
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
        "accessToken": {
          "cookie": "jwt"
        },
        "accessExpiresIn": {
          "cookie": "jwt",
          "as": "jwt"
        }
      }
    },
    "me": {
      "method": "GET",
      "path": "/auth/me",
      "cookies": {
        "jwt": "{accessToken}",
        "refresh_token": "{refreshToken}"
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
          "at": "/user_id"
        },
        "username": {
          "at": "/username"
        },
        "email": {
          "at": "/email"
        },
        "emailVerified": {
          "at": "/email_verified"
        },
        "userRole": {
          "at": "/user_role"
        },
        "accessToken": {
          "cookie": "jwt"
        },
        "accessExpiresIn": {
          "cookie": "jwt",
          "as": "jwt"
        }
      },
      "mayLack": [
        "email",
        "accessToken",
        "accessExpiresIn"
      ]
    },
    "verifyEmail": {
      "method": "POST",
      "path": "/auth/verify_email",
      "json": {
        "token": "{mailToken}"
      },
      "outcomes": {
        "success": {
          "status": "204"
        }
      },
      "take": {}
    },
    "verifyAuthCode": {
      "method": "POST",
      "path": "/ext_auth/verify_auth_code",
      "json": {
        "client_id": "{clientId}",
        "client_secret": "{clientSecret}",
        "code": "{code}"
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
          "at": "/user_id"
        },
        "username": {
          "at": "/username"
        },
        "userRole": {
          "at": "/user_role"
        },
        "refreshToken": {
          "at": "/refresh_token"
        },
        "expiresAt": {
          "at": "/expires_at"
        }
      }
    },
    "checkRefresh": {
      "method": "POST",
      "path": "/ext_auth/check_refresh",
      "json": {
        "client_id": "{clientId}",
        "client_secret": "{clientSecret}",
        "user_id": "{userId}",
        "token": "{refreshToken}"
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
        "isValid": {
          "at": "/is_valid"
        }
      }
    },
    "extRefresh": {
      "method": "POST",
      "path": "/ext_auth/refresh",
      "json": {
        "client_id": "{clientId}",
        "client_secret": "{clientSecret}",
        "user_id": "{userId}",
        "refresh_token": "{refreshToken}"
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
        "refreshToken": {
          "at": "/refresh_token"
        },
        "expiresAt": {
          "at": "/expires_at"
        }
      }
    },
    "extLogout": {
      "method": "POST",
      "path": "/ext_auth/logout",
      "json": {
        "client_id": "{clientId}",
        "client_secret": "{clientSecret}",
        "user_id": "{userId}"
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
        "logout": {
          "at": "/logout"
        }
      }
    },
    "addClient": {
      "method": "POST",
      "path": "/admin/clients",
      "cookies": {
        "jwt": "{accessToken}"
      },
      "json": {
        "client_id": "{clientId}",
        "redirect_uri": "{registeredUri}",
        "is_active": "{isActive}"
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
        "clientId": {
          "at": "/client_id"
        },
        "clientSecret": {
          "at": "/client_secret"
        }
      }
    },
    "changeClient": {
      "method": "PUT",
      "path": "/admin/clients/{clientId}",
      "cookies": {
        "jwt": "{accessToken}"
      },
      "json": {
        "redirect_uri": "{registeredUri}",
        "is_active": "{isActive}"
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
        "clientId": {
          "at": "/client_id"
        },
        "registeredUri": {
          "at": "/redirect_uri"
        },
        "isActive": {
          "at": "/is_active"
        }
      }
    },
    "newClientSecret": {
      "method": "POST",
      "path": "/admin/clients/{clientId}/secret",
      "cookies": {
        "jwt": "{accessToken}"
      },
      "json": {},
      "outcomes": {
        "success": {
          "status": "200"
        },
        "unauthorized": {
          "status": "401"
        }
      },
      "take": {
        "clientId": {
          "at": "/client_id"
        },
        "clientSecret": {
          "at": "/client_secret"
        }
      }
    }
  }
} as const;
