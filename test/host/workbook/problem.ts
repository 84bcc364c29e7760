/** An error Excel answers a request with. Codes and messages are Excel's own. */

const MESSAGES = {
  AccessDenied: "You cannot perform the requested operation.",
  ApiNotFound:
    "The API you are trying to use could not be found. It may be available in a newer version of Excel.",
  GeneralException: "There was an internal error while processing the request.",
  InsertDeleteConflict: "The insert or delete operation attempted resulted in a conflict.",
  InvalidArgument: "The argument is invalid or missing or has an incorrect format.",
  InvalidOperation: "The operation attempted is invalid on the object.",
  InvalidReference: "This reference is not valid for the current operation.",
  InvalidSelection: "The current selection is invalid for this operation.",
  ItemAlreadyExists: "The resource being created already exists.",
  ItemNotFound: "The requested resource doesn't exist.",
  NotImplemented: "The requested feature isn't implemented.",
  RangeExceedsLimit: "The cell count in the range has exceeded the maximum supported number.",
} as const;

export type ProblemCode = keyof typeof MESSAGES;

export class HostProblem extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string = MESSAGES[code],
  ) {
    super(message);
    this.name = "HostProblem";
  }
}

export const problem = (code: ProblemCode, message?: string): HostProblem => new HostProblem(code, message);
