export { authApp } from "./auth-app.ts";
export { clientApp } from "./client-app/suite.ts";
