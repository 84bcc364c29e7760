/** What the build tells the service worker, and what a page does. */

export interface Shell {
  /** Another one with every change of any file. */
  readonly version: string;
  /** Paths from the service's root. */
  readonly files: readonly string[];
}

export interface ShellMessage {
  /** Paths of Office.js's files that this Excel loads. */
  readonly office: readonly string[];
}
