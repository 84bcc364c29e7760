/** A mail as HTML: one page of tables with styles in place, since mail clients know no style sheets. */
import { MAIL } from "../../shared/text/mail.ts";
import type { MailCell, MailContent, MailTable } from "./content.ts";

const FONT = "font-family:'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif";
const BORDER = "border:1px solid #d1d1d1";
const CELL = `${BORDER};padding:4px 8px;vertical-align:top`;
const HEAD = `${CELL};background:#0f4c81;color:#ffffff;text-align:left;font-weight:600;white-space:nowrap`;

export function htmlOf({ title, facts, paragraphs, tables, closing, link }: MailContent): string {
  return [
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>`,
    `<body style="margin:0;padding:16px;color:#242424;font-size:14px;line-height:1.6;${FONT}">`,
    `<h1 style="margin:0 0 12px;font-size:20px;color:#0f4c81">${escaped(title)}</h1>`,
    factsOf(facts),
    ...paragraphs.map(paragraph),
    ...tables.map(tableOf),
    ...closing.map(paragraph),
    link === null
      ? ""
      : `<p style="margin:16px 0"><a href="${escaped(link)}" style="color:#0f4c81">${MAIL.link}</a></p>`,
    `<p style="margin:20px 0 0;padding-top:8px;border-top:1px solid #d1d1d1;color:#616161;font-size:12px">${MAIL.footer}</p>`,
    "</body></html>",
  ].join("\n");
}

const factsOf = (facts: MailContent["facts"]): string =>
  [
    '<table role="presentation" style="border-collapse:collapse;margin:0 0 12px">',
    ...facts.map(
      ([label, text]) =>
        `<tr><td style="padding:2px 16px 2px 0;color:#616161;white-space:nowrap;vertical-align:top">${escaped(label)}</td>` +
        `<td style="padding:2px 0">${escaped(text)}</td></tr>`,
    ),
    "</table>",
  ].join("\n");

const paragraph = (text: string): string => `<p style="margin:8px 0">${escaped(text)}</p>`;

function tableOf({ heading, columns, rows, left }: MailTable): string {
  return [
    `<h2 style="margin:20px 0 6px;font-size:16px">${escaped(heading)}</h2>`,
    '<table style="border-collapse:collapse;font-size:13px">',
    `<tr>${columns.map((column) => `<th scope="col" style="${HEAD}">${escaped(column)}</th>`).join("")}</tr>`,
    ...rows.map((row) => `<tr>${row.map(cellOf).join("")}</tr>`),
    "</table>",
    left > 0 ? `<p style="margin:4px 0;color:#616161">${escaped(MAIL.rest(left))}</p>` : "",
  ].join("\n");
}

function cellOf({ text, before }: MailCell): string {
  if (before === undefined) return `<td style="${CELL}">${escaped(text)}</td>`;
  const was = `<del style="color:#8a8a8a">${escaped(before || MAIL.empty)}</del>`;
  return `<td style="${CELL};background:#fff4ce">${was} → <b>${escaped(text || MAIL.empty)}</b></td>`;
}

const SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for HTML; line breaks stay. */
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? "").replaceAll("\n", "<br>");
