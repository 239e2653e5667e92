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
        "accessExpiresIn": {
          "at": "/expires_in"
        },
        "refreshExpiresIn": {
          "at": "/refresh_expires_in"
        },
        "accessToken": {
          "cookie": "__Host-access_token"
        },
        "refreshToken": {
          "cookie": "__Host-refresh_token"
        }
      }
    },
    "refresh": {
      "method": "POST",
      "path": "/refresh",
      "cookies": {
        "__Host-refresh_token": "{refreshToken}"
      },
      "json": {},
      "outcomes": {
        "success": {
          "status": "200"
        }
      },
      "take": {
        "accessExpiresIn": {
          "at": "/expires_in"
        },
        "refreshExpiresIn": {
          "at": "/refresh_expires_in"
        },
        "accessToken": {
          "cookie": "__Host-access_token"
        },
        "refreshToken": {
          "cookie": "__Host-refresh_token"
        }
      }
    },
    "logout": {
      "method": "POST",
      "path": "/logout",
      "cookies": {
        "__Host-access_token": "{accessToken}",
        "__Host-refresh_token": "{refreshToken}"
      },
      "json": {},
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
      "cookies": {
        "__Host-access_token": "{accessToken}"
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
