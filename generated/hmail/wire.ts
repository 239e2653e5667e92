// Generated from spec/ by `npm run generate`. Do not edit.
export const wire = {
  "transport": "http",
  "secrets": [
    "accessToken",
    "password",
    "refreshToken"
  ],
  "operations": {
    "authenticate": {
      "method": "POST",
      "path": "/auth/authenticate",
      "json": {
        "username": "{username}",
        "password": "{password}"
      },
      "outcomes": {
        "success": {
          "status": "200",
          "at": "/Success"
        },
        "failure": {
          "status": "200",
          "at": "",
          "equals": "Failure"
        }
      },
      "take": {
        "refreshToken": {
          "at": "/Success/token"
        },
        "expiresAt": {
          "at": "/Success/expires_at"
        }
      }
    },
    "refreshAccess": {
      "method": "POST",
      "path": "/auth/refresh_access",
      "json": {
        "refresh_token": "{refreshToken}"
      },
      "outcomes": {
        "success": {
          "status": "200",
          "at": "/Success"
        },
        "failure": {
          "status": "200",
          "at": "",
          "equals": "Failure"
        },
        "badRequest": {
          "status": "200",
          "at": "",
          "equals": "BadRequest"
        }
      },
      "take": {
        "accessToken": {
          "at": "/Success/token"
        },
        "expiresAt": {
          "at": "/Success/expires_at"
        }
      }
    },
    "checkAuth": {
      "method": "GET",
      "path": "/auth/check_auth",
      "headers": {
        "authorization": "Bearer {accessToken}"
      },
      "outcomes": {
        "success": {
          "status": "200",
          "at": "/Success"
        },
        "unauthorized": {
          "status": "200",
          "at": "",
          "equals": "Unauthorized"
        }
      },
      "take": {
        "username": {
          "at": "/Success/username"
        }
      }
    },
    "sendHmail": {
      "method": "POST",
      "path": "/native/send_hmail",
      "headers": {
        "authorization": "Bearer {accessToken}"
      },
      "json": {
        "hmail": "{hmail}",
        "bccs": "{bccs}",
        "solved_pows": "{solved_pows}"
      },
      "outcomes": {
        "deliverResponse": {
          "status": "200",
          "at": "/Success/DeliverResponse"
        },
        "missingPowFor": {
          "status": "200",
          "at": "/Success/MissingPowFor"
        },
        "duplicateDestination": {
          "status": "200",
          "at": "/Success",
          "equals": "DuplicateDestination"
        },
        "badRequest": {
          "status": "200",
          "at": "/Success",
          "equals": "BadRequest"
        },
        "unauthorized": {
          "status": "200",
          "at": "",
          "equals": "Unauthorized"
        }
      },
      "take": {
        "deliverResponse": {
          "at": "/Success/DeliverResponse"
        },
        "missingPowFor": {
          "at": "/Success/MissingPowFor"
        }
      }
    },
    "getHmails": {
      "method": "GET",
      "path": "/native/get_hmails",
      "headers": {
        "authorization": "Bearer {accessToken}"
      },
      "query": {
        "until": "{until}",
        "limit": "{limit}",
        "outbox": "{outbox}"
      },
      "outcomes": {
        "success": {
          "status": "200",
          "at": "/Success"
        },
        "unauthorized": {
          "status": "200",
          "at": "",
          "equals": "Unauthorized"
        }
      },
      "take": {
        "hmails": {
          "at": "/Success/hmails"
        }
      }
    }
  }
} as const;
