// Generated from spec/ by `npm run generate`. Do not edit.
export const wire = {
  "transport": "http",
  "secrets": [
    "accessToken",
    "code",
    "refreshToken",
    "state",
    "stateCookie"
  ],
  "operations": {
    "begin": {
      "method": "GET",
      "path": "/login",
      "outcomes": {
        "success": {
          "status": "3xx"
        }
      },
      "take": {
        "loginUri": {
          "header": "location"
        },
        "clientId": {
          "header": "location",
          "parameter": "client_id"
        },
        "state": {
          "header": "location",
          "parameter": "state"
        },
        "stateCookie": {
          "cookie": "client_state"
        }
      }
    },
    "callback": {
      "method": "GET",
      "path": "/callback",
      "query": {
        "code": "{code}",
        "state": "{state}"
      },
      "cookies": {
        "client_state": "{stateCookie}"
      },
      "outcomes": {
        "success": {
          "status": "3xx"
        },
        "unauthorized": {
          "status": "401"
        }
      },
      "take": {
        "landingUri": {
          "header": "location"
        },
        "accessToken": {
          "cookie": "client_jwt"
        },
        "accessExpiresIn": {
          "cookie": "client_jwt",
          "as": "jwt"
        },
        "refreshToken": {
          "cookie": "client_refresh_token"
        }
      }
    },
    "me": {
      "method": "GET",
      "path": "/me",
      "cookies": {
        "client_jwt": "{accessToken}",
        "client_refresh_token": "{refreshToken}"
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
        "accessToken": {
          "cookie": "client_jwt"
        },
        "accessExpiresIn": {
          "cookie": "client_jwt",
          "as": "jwt"
        },
        "refreshToken": {
          "cookie": "client_refresh_token"
        }
      },
      "mayLack": [
        "userRole",
        "accessToken",
        "accessExpiresIn",
        "refreshToken"
      ]
    },
    "logout": {
      "method": "POST",
      "path": "/logout",
      "cookies": {
        "client_jwt": "{accessToken}",
        "client_refresh_token": "{refreshToken}"
      },
      "json": {},
      "outcomes": {
        "success": {
          "status": "200"
        }
      },
      "take": {
        "body": {
          "at": ""
        }
      }
    }
  }
} as const;
