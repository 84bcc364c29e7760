/** What a mail says, before it becomes HTML and plain text. */
export interface MailContent {
  readonly title: string;
  /** Label and text. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly paragraphs: readonly string[];
  readonly tables: readonly MailTable[];
  /** Below the tables. */
  readonly closing: readonly string[];
  /** The service's address; null where it has no public one. */
  readonly link: string | null;
}

export interface MailTable {
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly MailCell[])[];
  /** Rows that stand in the attachment only. */
  readonly left: number;
}

/** `before`: what stood there, where it has changed. */
export interface MailCell {
  readonly text: string;
  readonly before?: string;
}
