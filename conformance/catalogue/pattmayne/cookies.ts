import { together } from "../catalogue.ts";
import { cookieAttributes } from "./cookie-attributes.ts";
import { forms } from "./forms.ts";
import { mixedCookies } from "./mixed-cookies.ts";
import { origins } from "./origins.ts";

/** Checks of the cookies of the auth app, and of requests that other pages make with them. */
export const cookies = together(together(cookieAttributes, mixedCookies), together(origins, forms));
