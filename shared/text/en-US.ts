/** Every word of the pane in English, key by key as in `zh-CN.ts`. */
import type { Texts } from "./zh-CN.ts";
import { en as reportPage } from "./pages/report.ts";
import { en as audit } from "./pages/audit.ts";
import { en as copies } from "./pages/copies.ts";
import { en as csv } from "./pages/csv.ts";
import { en as access } from "./pages/access.ts";
import { en as desk } from "./pages/desk.ts";
import { en as months } from "./pages/months.ts";
import { en as offlinePage } from "./pages/offline.ts";
import { en as history } from "./pages/history.ts";
import { en as grid } from "./pages/grid.ts";
import { en as personal } from "./pages/personal.ts";
import { en as phone } from "./pages/phone.ts";
import { en as coverage } from "./pages/coverage.ts";
import { en as screening } from "./pages/screening.ts";
import { en as sources } from "./pages/sources.ts";
import { en as upload } from "./pages/upload.ts";

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export const enUS: Texts = {
  language: "en",
  tag: "en-US",
  product: "Dakehu",
  colon: ": ",
  semicolon: "; ",
  comma: ", ",

  actions: {
    signIn: "Sign in",
    lay: "Lay out template",
    check: "Check",
    submit: "Submit",
    refreshMaster: "Refresh master",
    report: "Make report",
  },

  common: {
    cancel: "Cancel",
    close: "Close",
    retry: "Try again",
    stop: "Stop",
    loading: "Opening…",
    showAll: (n) => `Show all ${n}`,
    row: (n) => `Row ${n}`,
    goTo: (where) => `Go to ${where}`,
    error: "Error",
    warning: "Warning",
    empty: "(empty)",
    language: "中文",
    languageHint: "切换到中文",
    more: "More",
    download: "Download",
  },

  signIn: {
    title: "Sign in to Dakehu",
    hint: "Enter the eight-character invitation from the HQ administrator, or paste the whole link.",
    label: "Invitation",
    invalid: "An invitation is eight letters and digits. Please check it.",
    oneUse: "Each invitation works once. If you have none, ask the HQ administrator.",
    company: "Sign in with company account",
    orInvitation: "Or with an invitation:",
    companyFault: {
      unreachable:
        "The company's sign-in page cannot be opened at the moment. Try again later, or use an invitation.",
      refused: "The company sign-in was not completed. Try again, or use an invitation.",
      unverified: "The company does not give a verified account name. Ask the HQ administrator.",
      unknown:
        "This company account does not belong to anybody here yet. Ask the HQ administrator to add it, or use an invitation.",
      expired: "Signing in took too long. Please try again.",
    },
    signOut: "Sign out",
    signOutAsk: "Sign out?",
    signOutBody: "You will need a new invitation to sign in again.",
    signOutPending: (n) =>
      `${count(n, "submission has", "submissions have")} no receipt yet. Better send again first. They stay on this computer, and you can go on after signing in again.`,
    welcome: (name) => `Welcome, ${name}.`,
    ended: "Your sign-in has ended. Sign in with a new invitation; your sheets are untouched.",
    hq: "HQ marketing",
  },

  role: { lead: "Sales", head: "Sales head", hq: "HQ", "hq-admin": "HQ administrator" },

  period: {
    label: "Month",
    unit: "Unit",
    closed: "closed",
    dueBy: (date) => `Due ${date}`,
    late: (date) => `Past the deadline of ${date}: rows are recorded as late`,
    isClosed: "This month is closed and takes no more rows. Ask HQ if you must add something.",
  },

  workbook: {
    title: "This workbook",
    reading: "Looking at the workbook…",
    none: "No report sheets yet. Lay out the template to begin.",
    ready: (unit, period) => `The report of ${unit} for ${period} is ready.`,
    other: (unit, period) =>
      `This workbook is the report of ${unit} for ${period}, not what is chosen above.`,
    useIts: "Choose the workbook's",
    missing: (sheets) =>
      `Missing sheets: ${sheets}. Lay out the template to add them; rows stay as they are.`,
    layFirst: "Lay out the template first.",
  },

  lay: {
    confirmTitle: "Lay out template",
    keeps: "All rows you have filled in are kept. Only missing sheets, columns and dropdowns are added.",
    changes: (unit, period) =>
      `The workbook will become the report of ${unit} for ${period}. Make sure you no longer need it for the other month.`,
    inTheWay: (sheets) =>
      `These sheets have the template's names but were not made by it. Their content will be overwritten: ${sheets}. Rename them first to keep it.`,
    overwrite: "Overwrite and lay out",
    go: "Lay out",
    fetching: "Reading the register and your rows…",
    drawing: (sheet) => `Laying out ${sheet}`,
    done: "The template is ready to fill in.",
    doneRows: (n) => `The template is ready, with ${count(n, "row")} reported before.`,
    offlineLists: "The service cannot be reached: the lists are those saved last time.",
  },

  check: {
    reading: "Reading the sheets…",
    none: "No faults found",
    noneBody: (rows) => `${count(rows, "row")} checked and ready to submit.`,
    empty: "Nothing is filled in yet.",
    summary: (errors, warnings) => `${count(errors, "error")}, ${count(warnings, "warning")}`,
    errorsHint: "Rows with errors are not submitted. Choose one to go to its cell.",
    warningsHint: "Warnings do not stop a submission. Please look at them.",
    mended: (columns) => `Pasting had removed the dropdowns here; they are back: ${columns}`,
    sheetCounts: (errors, warnings) =>
      [errors ? count(errors, "error") : "", warnings ? count(warnings, "warning") : ""]
        .filter(Boolean)
        .join(", ") || "no faults",
    wholeRow: "whole row",
    title: "Check result",
  },

  submit: {
    preparing: "Preparing…",
    sending: (done, all) => `Submitting part ${done} of ${all}`,
    waiting: (seconds) => `The service is busy; trying again in ${seconds} s.`,
    stopping: "Stopping after this part…",
    stopped: "Stopped. Rows not sent are still in the sheets; submit again to go on.",
    faultyTitle: "Some rows have errors",
    faulty: (bad, good) =>
      `${count(bad, "row has", "rows have")} errors and will be left out. Submit the other ${good} now?`,
    faultyGo: (good) => `Submit the other ${good}`,
    fixFirst: "Fix first",
    allFaulty: (bad) => `All ${count(bad, "row")} have errors. Fix them as listed below, then submit.`,
    vanishedTitle: "Some rows are gone",
    vanished:
      "These rows were submitted before and are no longer in the sheets. Ticked rows are deleted at HQ; the others are put back into the sheets.",
    vanishedGo: "Continue",
    vanishedAll: "Tick all",
    nothing: "Nothing to submit: all rows are up to date.",
    done: "Submitted",
    doneAt: (time) => `Receipt of ${time}`,
    skipped: (n) => `${count(n, "row")} unchanged since the last submission, not sent again`,
    leftOut: (n) => `${count(n, "row")} with errors not sent`,
    pulled: (n) => `${count(n, "row")} from HQ put into the sheets`,
    pullFailed: "Submitted, but HQ's latest rows could not be fetched. The next submission will fetch them.",
    rejectedTitle: (n) => `${count(n, "row")} rejected`,
    noticeTitle: (n) => `${count(n, "row")} accepted with remarks`,
    notInSheet: "no longer in the sheet",
    lost: "No receipt came back. The rows are kept on this computer; sending again makes no doubles.",
  },

  outcome: {
    created: "Created",
    updated: "Updated",
    merged: "Merged",
    unchanged: "Unchanged",
    deleted: "Deleted",
    conflict: "Conflict",
    rejected: "Rejected",
  },

  pending: {
    title: "No receipt yet for the last submission",
    volatile: "The browser keeps no data: do not close this pane before the receipt.",
  },

  conflicts: {
    title: (n) => `${count(n, "conflict")}`,
    body: "You and somebody else changed the same cells. Choose for each which to keep, then submit again.",
    by: (name, unit, time) => `Changed by ${name} (${unit}), ${time}`,
    mine: "Mine",
    theirs: "Theirs",
    keepMine: "Keep mine",
    takeTheirs: "Take theirs",
    allMine: "Keep all mine",
    allTheirs: "Take all theirs",
    theyDeleted: "They deleted this row.",
    iDeleted: "You deleted this row; they changed it.",
    send: "Submit the choices",
    left: (n) => `${n} still to choose`,
    note: (name, columns) => `Conflicts with a change by ${name}: ${columns}`,
    column: (label) => `${label}: which to keep`,
    wholeRow: "Whole row",
  },

  offline: {
    title: "You are offline",
    body: "You can go on filling in, checking and submitting. What you submit is sent by itself once you are online again.",
  },

  trouble: {
    network: "The service cannot be reached",
    networkFix: "Check the network and try again. Your sheets are untouched.",
    timeout: "The service did not answer in time",
    timeoutFix: "The network may be slow; try again later. Sending again makes no doubles.",
    busy: "The service is busy",
    busyFix: (seconds) => `Try again in about ${seconds} seconds.`,
    busyFixSoon: "Try again a little later.",
    garbled: "The answer cannot be understood",
    garbledFix:
      "A sign-in page or proxy of the network may be in between. Reload the pane and try again; if it persists, tell the administrator.",
    signedOut: "Your sign-in has ended",
    signedOutFix: "Sign in with a new invitation. Your sheets are untouched.",
    unknown: "Something went wrong",
    unknownFix: "Try again; if it persists, close the pane and open it again.",
  },

  quiet: {
    title: "Nothing new this month",
    hint: (n) => `${count(n, "account has", "accounts have")} no review this month.`,
    go: "Nothing new this month",
    ask: (n) =>
      `Adds a review “nothing new this month”, trend level, for ${count(n, "account")}. Ratings are the last known; choose the missing ones.`,
    rating: (account) => `Rating of ${account}`,
    add: "Add reviews",
    remark: "本月无动态，与客户保持正常联系。",
    done: (n) => `${count(n, "review")} added. Check, then submit.`,
  },

  master: {
    hint: "Writes what the units have newly reported into this workbook's master.",
    laying: "Setting up the master…",
    reading: (rows) => `${count(rows, "row")} read`,
    writing: (sheet) => `Writing ${sheet}`,
    done: "Master refreshed",
    counts: (added, changed, deleted) => `${added} new, ${changed} changed, ${deleted} deleted`,
    nothing: "The master is up to date.",
    none: "No master in this workbook yet; the first refresh sets it up.",
    ready: "This workbook has a master; a refresh fetches only what is new.",
    confirm: "The first refresh sets up the master's sheets in this workbook.",
    inTheWay: (sheets) => `The content of these sheets will be overwritten: ${sheets}`,
    notes: " Columns and notes that you add to the right stay with their rows.",
  },

  report: {
    hint: (period) => `Makes the report for ${period} in this workbook; one of the same name is replaced.`,
    computing: "Summing up…",
    drawing: "Drawing the report…",
    done: (name) => `Report made: ${name}`,
    figures: "Key figures",
    ours: "Ours (units)",
    rivals: "Rivals (units)",
    share: "Our share",
    amount: "Our amount (10,000 CNY)",
    news: "Accounts with news",
    events: "Important events",
    rating: "Average rating",
    filed: "Units filed",
  },

  invite: {
    title: "Invite people",
    unit: "Unit",
    role: "Role",
    name: "Name",
    make: "Make invitation",
    made: (name) => `Invitation for ${name}. Pass it on now; it is not shown again.`,
    code: "Invitation",
    link: "Link",
    copy: "Copy link",
    copied: "Copied",
    nameMissing: "Give a name.",
    until: (time) => `Valid until ${time}, works once.`,
    noUnits: "There are no units yet. The administrator adds them by command.",
  },

  access,
  desk,
  months,
  history,
  coverage,
  audit,
  personal,
  copies,
  offlinePage,
  csv,
  upload,
  screening,
  sources,
  phone,
  grid,

  longFile: {
    waiting: "The file waits for its turn…",
    writing: (rows, of) => `Writing the file: ${rows} of ${of} rows`,
    fetching: (name) => `Downloading ${name}`,
    stopping: "Stopping…",
    stopped: "Stopped. No file was saved.",
    failed: "The file was not written.",
    failedFix:
      "Try again later; if it persists, ask the HQ administrator to look at the server's disk space and log.",
  },

  browser: {
    invitation: (code) =>
      `To report in Excel, do not sign in here: enter the invitation ${code} in Excel's Dakehu pane.`,
    oldExcel: "This version of Excel cannot report in the pane",
    title: "Not opened in Excel",
    body: "Check and submit work in Excel's Dakehu pane. Here you can download files to fill in with Excel or WPS.",
    template: "Download template",
    master: "Download master",
    summary: "Download report",
    desk: "Report in the browser",
    files: "Files",
  },

  reportPage,
};
