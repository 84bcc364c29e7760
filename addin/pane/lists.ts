/** Lists that look like none: what stands in them has a frame of its own. */
import { type GriffelStyle, tokens } from "@fluentui/react-components";

/** @param rowGap between one and the next, in CSS */
export const stacked = (rowGap: string): GriffelStyle => ({
  listStyleType: "none",
  margin: 0,
  padding: 0,
  display: "flex",
  flexDirection: "column",
  rowGap,
});

const frame = {
  border: `1px solid ${tokens.colorNeutralStroke2}`,
  borderRadius: tokens.borderRadiusMedium,
} as const;

/** A thing that is told in a few words, with what can be done with it beside them. */
export const framedLine: GriffelStyle = {
  ...frame,
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  gap: "8px",
  padding: "8px 12px",
};

/** A thing that takes some lines, one below the other. */
export const framedCard: GriffelStyle = {
  ...frame,
  display: "flex",
  flexDirection: "column",
  rowGap: "8px",
  padding: "12px",
};
