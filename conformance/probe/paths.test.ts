import { expect, it } from "vitest";
import { foldersOf, pathsNear } from "./paths.ts";

it("a path is in all its folders, the inmost first", () => {
  expect(foldersOf("/api/v1/login")).toEqual(["/api/v1", "/api", ""]);
  expect(foldersOf("/login")).toEqual([""]);
});

it("others near it are beside it and above it, the likelier names first, with a slash first if it has one", () => {
  expect(pathsNear("/api/v1/login", ["me", "user"])).toEqual([
    "/api/v1/me",
    "/api/me",
    "/api/v1/user",
    "/api/user",
    "/me",
    "/user",
  ]);
  expect(pathsNear("/auth/login/", ["me"])).toEqual(["/auth/me/", "/me/", "/auth/me", "/me"]);
});
