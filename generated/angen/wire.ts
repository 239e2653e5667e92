// Generated from spec/ by `npm run generate`. Do not edit.
export const wire = {
  "transport": "stream",
  "secrets": [
    "identifierCode",
    "newPassword",
    "password",
    "renewalCode"
  ],
  "operations": {
    "getToken": {
      "name": "auth/get_token",
      "send": {
        "username": "/name",
        "email": "/email",
        "userId": "/id",
        "password": "/password",
        "userAgent": "/user_agent"
      },
      "outcomes": {
        "token": {
          "name": "auth/token",
          "take": {
            "userId": {
              "at": "/token/user_id"
            },
            "identifierCode": {
              "at": "/token/identifier_code"
            },
            "renewalCode": {
              "at": "/token/renewal_code"
            },
            "expiresAt": {
              "at": "/token/expires_at"
            },
            "accessExpiresIn": {
              "at": "/token/expires_at",
              "as": "iso8601"
            }
          }
        },
        "failure": {
          "name": "system/failure",
          "take": {
            "command": {
              "at": "/command"
            },
            "reason": {
              "at": "/reason"
            }
          }
        },
        "error": {
          "name": "system/error",
          "take": {
            "reason": {
              "at": "/reason"
            }
          }
        }
      }
    },
    "login": {
      "name": "auth/login",
      "send": {
        "identifierCode": "/identifier_code",
        "userAgent": "/user_agent"
      },
      "outcomes": {
        "loggedIn": {
          "name": "auth/logged_in",
          "take": {
            "userId": {
              "at": "/user/id"
            },
            "username": {
              "at": "/user/name"
            }
          }
        },
        "failure": {
          "name": "system/failure",
          "take": {
            "command": {
              "at": "/command"
            },
            "reason": {
              "at": "/reason"
            }
          }
        },
        "error": {
          "name": "system/error",
          "take": {
            "reason": {
              "at": "/reason"
            }
          }
        }
      }
    },
    "renew": {
      "name": "auth/renew",
      "send": {
        "identifierCode": "/identifier_code",
        "renewalCode": "/renewal_code"
      },
      "outcomes": {
        "token": {
          "name": "auth/token",
          "take": {
            "userId": {
              "at": "/token/user_id"
            },
            "identifierCode": {
              "at": "/token/identifier_code"
            },
            "renewalCode": {
              "at": "/token/renewal_code"
            },
            "expiresAt": {
              "at": "/token/expires_at"
            },
            "accessExpiresIn": {
              "at": "/token/expires_at",
              "as": "iso8601"
            }
          }
        },
        "failure": {
          "name": "system/failure",
          "take": {
            "command": {
              "at": "/command"
            },
            "reason": {
              "at": "/reason"
            }
          }
        },
        "error": {
          "name": "system/error",
          "take": {
            "reason": {
              "at": "/reason"
            }
          }
        }
      }
    },
    "whoami": {
      "name": "connections/whoami",
      "send": {},
      "outcomes": {
        "youare": {
          "name": "connections/youare",
          "take": {
            "userId": {
              "at": "/user/id"
            },
            "username": {
              "at": "/user/name"
            }
          }
        },
        "failure": {
          "name": "system/failure",
          "take": {
            "command": {
              "at": "/command"
            },
            "reason": {
              "at": "/reason"
            }
          }
        },
        "error": {
          "name": "system/error",
          "take": {
            "reason": {
              "at": "/reason"
            }
          }
        }
      }
    },
    "disconnect": {
      "name": "connections/disconnect",
      "send": {},
      "outcomes": {
        "success": {
          "name": "system/success",
          "take": {
            "command": {
              "at": "/command"
            }
          }
        },
        "failure": {
          "name": "system/failure",
          "take": {
            "command": {
              "at": "/command"
            },
            "reason": {
              "at": "/reason"
            }
          }
        },
        "error": {
          "name": "system/error",
          "take": {
            "reason": {
              "at": "/reason"
            }
          }
        }
      }
    },
    "ping": {
      "name": "system/ping",
      "send": {},
      "outcomes": {
        "pong": {
          "name": "system/pong"
        },
        "failure": {
          "name": "system/failure",
          "take": {
            "command": {
              "at": "/command"
            },
            "reason": {
              "at": "/reason"
            }
          }
        },
        "error": {
          "name": "system/error",
          "take": {
            "reason": {
              "at": "/reason"
            }
          }
        }
      }
    },
    "register": {
      "name": "account/register",
      "send": {
        "username": "/name",
        "password": "/password",
        "email": "/email"
      },
      "outcomes": {
        "registered": {
          "name": "account/registered",
          "take": {
            "userId": {
              "at": "/user/id"
            },
            "username": {
              "at": "/user/name"
            }
          }
        },
        "failure": {
          "name": "system/failure",
          "take": {
            "command": {
              "at": "/command"
            },
            "reason": {
              "at": "/reason"
            }
          }
        },
        "error": {
          "name": "system/error",
          "take": {
            "reason": {
              "at": "/reason"
            }
          }
        }
      }
    },
    "changePassword": {
      "name": "account/change_password",
      "send": {
        "password": "/current_password",
        "newPassword": "/new_password"
      },
      "outcomes": {
        "success": {
          "name": "system/success",
          "take": {
            "command": {
              "at": "/command"
            }
          }
        },
        "failure": {
          "name": "system/failure",
          "take": {
            "command": {
              "at": "/command"
            },
            "reason": {
              "at": "/reason"
            }
          }
        },
        "error": {
          "name": "system/error",
          "take": {
            "reason": {
              "at": "/reason"
            }
          }
        }
      }
    },
    "revokeTokens": {
      "name": "account/revoke_tokens",
      "send": {},
      "outcomes": {
        "success": {
          "name": "system/success",
          "take": {
            "command": {
              "at": "/command"
            }
          }
        },
        "failure": {
          "name": "system/failure",
          "take": {
            "command": {
              "at": "/command"
            },
            "reason": {
              "at": "/reason"
            }
          }
        },
        "error": {
          "name": "system/error",
          "take": {
            "reason": {
              "at": "/reason"
            }
          }
        }
      }
    }
  }
} as const;
