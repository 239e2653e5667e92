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
    "getCreateAccountPowPolicy": {
      "method": "GET",
      "path": "/native/get_create_account_pow_policy",
      "outcomes": {
        "success": {
          "status": "200"
        }
      },
      "take": {
        "requirement": {
          "at": "/requirement"
        }
      }
    },
    "getPowToken": {
      "method": "GET",
      "path": "/get_pow_token",
      "outcomes": {
        "success": {
          "status": "200"
        }
      },
      "take": {
        "challenge": {
          "at": "/token"
        },
        "expiresAt": {
          "at": "/expires_at"
        }
      }
    },
    "createAccount": {
      "method": "POST",
      "path": "/native/create_account",
      "json": {
        "inner_dangerous": {
          "username": "{username}",
          "password": "{password}"
        },
        "pow_result": "{proof}"
      },
      "outcomes": {
        "success": {
          "status": "200",
          "at": "/Success"
        },
        "badUsername": {
          "status": "200",
          "at": "/BadUsername"
        },
        "usernameInUse": {
          "status": "200",
          "at": "",
          "equals": "UsernameInUse"
        },
        "badPassword": {
          "status": "200",
          "at": "/BadPassword"
        },
        "failedNoRetry": {
          "status": "200",
          "at": "/PowFailure",
          "equals": "FailedNoRetry"
        },
        "notFoundCanRetry": {
          "status": "200",
          "at": "/PowFailure",
          "equals": "NotFoundCanRetry"
        },
        "badRequestCanRetry": {
          "status": "200",
          "at": "/PowFailure",
          "equals": "BadRequestCanRetry"
        },
        "doesNotMeetPolicyMinimum": {
          "status": "200",
          "at": "/PowFailure/DoesNotMeetPolicyMinimum"
        }
      },
      "take": {
        "username": {
          "at": "/Success"
        },
        "badUsername": {
          "at": "/BadUsername"
        },
        "badPassword": {
          "at": "/BadPassword"
        },
        "doesNotMeetPolicyMinimum": {
          "at": "/PowFailure/DoesNotMeetPolicyMinimum"
        }
      },
      "mayLack": [
        "badUsername",
        "badPassword",
        "doesNotMeetPolicyMinimum"
      ]
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
      },
      "mayLack": [
        "deliverResponse",
        "missingPowFor"
      ]
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
