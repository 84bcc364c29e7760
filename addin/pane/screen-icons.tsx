/** The sign beside each screen's name. */
import { ArrowUploadRegular } from "@fluentui/react-icons/svg/arrow-upload";
import { BookContactsRegular } from "@fluentui/react-icons/svg/book-contacts";
import { BuildingMultipleRegular } from "@fluentui/react-icons/svg/building-multiple";
import { CalendarCheckmarkRegular } from "@fluentui/react-icons/svg/calendar-checkmark";
import { CallRegular } from "@fluentui/react-icons/svg/call";
import { ClipboardTaskRegular } from "@fluentui/react-icons/svg/clipboard-task";
import { DataBarVerticalRegular } from "@fluentui/react-icons/svg/data-bar-vertical";
import { GavelRegular } from "@fluentui/react-icons/svg/gavel";
import { GridRegular } from "@fluentui/react-icons/svg/grid";
import { HistoryRegular } from "@fluentui/react-icons/svg/history";
import { HomeRegular } from "@fluentui/react-icons/svg/home";
import { LinkMultipleRegular } from "@fluentui/react-icons/svg/link-multiple";
import { MailRegular } from "@fluentui/react-icons/svg/mail";
import { MergeRegular } from "@fluentui/react-icons/svg/merge";
import { PeopleRegular } from "@fluentui/react-icons/svg/people";
import { ShieldPersonRegular } from "@fluentui/react-icons/svg/shield-person";
import { TableEditRegular } from "@fluentui/react-icons/svg/table-edit";
import type { FluentIcon } from "@fluentui/react-icons";
import type { ScreenId } from "./screens.tsx";

export const SCREEN_ICONS: Readonly<Record<ScreenId, FluentIcon>> = {
  overview: HomeRegular,
  "own-rows": TableEditRegular,
  phone: CallRegular,
  filings: ClipboardTaskRegular,
  "own-filings": ClipboardTaskRegular,
  entries: BuildingMultipleRegular,
  matches: MergeRegular,
  accounts: BookContactsRegular,
  completeness: CalendarCheckmarkRegular,
  upload: ArrowUploadRegular,
  history: HistoryRegular,
  coverage: GridRegular,
  report: DataBarVerticalRegular,
  copies: MailRegular,
  decisions: GavelRegular,
  people: PeopleRegular,
  personal: ShieldPersonRegular,
  audit: LinkMultipleRegular,
};
