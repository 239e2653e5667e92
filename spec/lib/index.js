// TypeSpec imports JavaScript only; Node strips the types of the file behind this one.
export { $decorators, $lib, $onEmit, $onValidate } from "./src/library.ts";
