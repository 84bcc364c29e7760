/** A mail as plain text, for those who read it so. */
import { MAIL } from "../../shared/text/mail.ts";
import type { MailCell, MailContent, MailTable } from "./content.ts";

export function plainOf({ title, facts, paragraphs, tables, closing, link }: MailContent): string {
  const parts = [
    title,
    facts.map(([label, text]) => MAIL.cell(label, text)).join("\n"),
    ...paragraphs,
    ...tables.map(tableOf),
    ...closing,
    ...(link === null ? [] : [MAIL.cell(MAIL.link, link)]),
    `-- \n${MAIL.footer}`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function tableOf({ heading, columns, rows, left }: MailTable): string {
  const [, ...headings] = columns;
  const lines = rows.map(([first, ...cells], index) => {
    const filled = cells.flatMap((cell, at) =>
      cell.text === "" && cell.before === undefined ? [] : [MAIL.cell(headings[at] ?? "", textOf(cell))],
    );
    return MAIL.line(index + 1, first?.text ?? "", filled.join(MAIL.cells));
  });
  return [heading, ...lines, ...(left > 0 ? [MAIL.rest(left)] : [])].join("\n");
}

const textOf = ({ text, before }: MailCell): string =>
  before === undefined ? text : MAIL.before(before || MAIL.empty, text || MAIL.empty);
