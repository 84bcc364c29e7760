/** Paths as they are typed. */
import { resolve } from "node:path";

/** npm changes to the project's folder; people name files from where they are. */
export const typedPath = (path: string): string => resolve(process.env.INIT_CWD ?? "", path);
