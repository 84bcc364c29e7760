/** The looks a cell can have. One table, so that both painters and every sheet agree. */

export interface CellLook {
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** Points. */
  readonly size?: number;
  /** `#RRGGBB`. */
  readonly color?: string;
  readonly fill?: string;
  readonly align?: "left" | "center" | "right";
  readonly valign?: "top" | "center";
  readonly wrap?: boolean;
  /** An Excel number format, English codes. Left out: General. */
  readonly format?: string;
  /** A thin line under the cell. */
  readonly line?: string;
}

/** Excel shows `####` for text-formatted cells of more than 255 characters (seen to Excel 2016): long text is General. */
export const TEXT_FORMAT = "@";
const DATE_FORMAT = "yyyy-mm-dd";

const INK = "#242424";
const MUTED = "#616161";
const BLUE = "#0F4C81";
const RULE = "#D1D1D1";

export const STYLES = {
  plain: {},
  text: { format: TEXT_FORMAT, valign: "top" },
  code: { format: TEXT_FORMAT, color: MUTED, size: 9 },
  longText: { wrap: true, valign: "top" },
  whole: { format: "0", align: "right", valign: "top" },
  amount: { format: "#,##0.00", align: "right", valign: "top" },
  date: { format: DATE_FORMAT, align: "center", valign: "top" },
  dateTime: { format: "yyyy-mm-dd hh:mm", align: "center", valign: "top" },
  center: { align: "center", valign: "top" },
  status: { color: MUTED, format: TEXT_FORMAT, valign: "top" },
  statusNote: { color: MUTED, wrap: true, valign: "top" },
  headRequired: { bold: true, color: "#FFFFFF", fill: BLUE, align: "center", valign: "center", wrap: true },
  headOptional: { bold: true, color: INK, fill: "#CFE4FA", align: "center", valign: "center", wrap: true },
  headSystem: { bold: true, color: MUTED, fill: "#E0E0E0", align: "center", valign: "center", wrap: true },
  title: { bold: true, size: 20, color: BLUE, valign: "center" },
  subtitle: { size: 11, color: MUTED, valign: "center" },
  heading: { bold: true, size: 14, color: BLUE, valign: "center", line: BLUE },
  label: { color: MUTED, valign: "center" },
  note: { color: MUTED, italic: true, wrap: true, valign: "top" },
  figure: { bold: true, size: 24, color: BLUE, format: "#,##0", align: "left", valign: "center" },
  figureAmount: { bold: true, size: 24, color: BLUE, format: "#,##0.00", align: "left", valign: "center" },
  figurePercent: { bold: true, size: 24, color: BLUE, format: "0.0%", align: "left", valign: "center" },
  figureLabel: { bold: true, size: 12, color: INK, valign: "center" },
  figureNote: { color: MUTED, valign: "top", line: RULE },
  banner: { bold: true, size: 20, color: "#FFFFFF", fill: BLUE, valign: "center" },
  bannerNote: { size: 11, color: "#CFE4FA", fill: BLUE, wrap: true, valign: "center" },
  bannerDraft: { bold: true, size: 11, color: "#FFE08A", fill: BLUE, valign: "center" },
  glanceLabel: { bold: true, color: BLUE, valign: "top", line: RULE },
  sectionTitle: { bold: true, size: 16, color: BLUE, valign: "center", line: BLUE },
  subheading: { bold: true, size: 12, color: INK, valign: "center" },
  words: { size: 12, color: INK, fill: "#FFF7E0", wrap: true, valign: "center" },
  cell: { valign: "top", line: RULE },
  cellWrap: { valign: "top", wrap: true, line: RULE },
  cellCenter: { valign: "top", align: "center", line: RULE },
  cellWhole: { valign: "top", align: "right", format: "#,##0", line: RULE },
  cellSigned: { valign: "top", align: "right", format: "+#,##0;-#,##0;0", line: RULE },
  cellAmount: { valign: "top", align: "right", format: "#,##0.00", line: RULE },
  cellPercent: { valign: "top", align: "right", format: "0.0%", line: RULE },
  cellDate: { valign: "top", align: "center", format: DATE_FORMAT, line: RULE },
  cellRating: { valign: "top", align: "center", format: "0.0", line: RULE },
  cellUp: { valign: "top", align: "center", color: "#0E700E", bold: true, line: RULE },
  cellDown: { valign: "top", align: "center", color: "#BC2F32", bold: true, line: RULE },
  cellUrgent: { valign: "top", align: "center", color: "#FFFFFF", fill: "#BC2F32", bold: true, line: RULE },
  cellImportant: {
    valign: "top",
    align: "center",
    color: "#8A3707",
    fill: "#FDEBDD",
    bold: true,
    line: RULE,
  },
  cellLate: { valign: "top", align: "center", color: "#8A3707", fill: "#FDEBDD", line: RULE },
  cellMissing: { valign: "top", align: "center", color: "#BC2F32", fill: "#FBE3E4", bold: true, line: RULE },
  plant: { bold: true, valign: "top", fill: "#EAF3FC", line: RULE },
  plantCenter: { bold: true, valign: "top", align: "center", fill: "#EAF3FC", line: RULE },
  squareFull: { valign: "center", align: "center", color: BLUE, fill: "#D6EBD8", line: "#FFFFFF" },
  squareSome: { valign: "center", align: "center", color: BLUE, fill: "#EAF3FC", line: "#FFFFFF" },
  squareEmpty: { valign: "center", align: "center", fill: "#FBE3E4", line: "#FFFFFF" },
  squareName: { valign: "center", line: RULE },
  squareUnmet: { valign: "center", bold: true, color: "#BC2F32", line: RULE },
  squareCount: { valign: "center", align: "center", color: MUTED, line: RULE },
  total: { bold: true, valign: "top", fill: "#F0F0F0", line: INK },
  totalWhole: { bold: true, valign: "top", align: "right", format: "#,##0", fill: "#F0F0F0", line: INK },
  totalAmount: { bold: true, valign: "top", align: "right", format: "#,##0.00", fill: "#F0F0F0", line: INK },
  totalPercent: { bold: true, valign: "top", align: "right", format: "0.0%", fill: "#F0F0F0", line: INK },
  totalSigned: {
    bold: true,
    valign: "top",
    align: "right",
    format: "+#,##0;-#,##0;0",
    fill: "#F0F0F0",
    line: INK,
  },
} as const satisfies Record<string, CellLook>;

export type StyleName = keyof typeof STYLES;

export const lookOf = (style: StyleName): CellLook => STYLES[style];
