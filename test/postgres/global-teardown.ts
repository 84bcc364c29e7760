export { takeDown as default } from "./global-setup.ts";
