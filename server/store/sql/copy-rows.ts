/** Copies as they lie in the table, and as the rest of the service knows them. */
import { z } from "zod";
import { COPY_STATES, RECIPIENTS } from "../../../shared/sync/copies.ts";
import { type StoredCopy, Told } from "../copies-store.ts";

const CopyColumns = z.object({
  id: z.int(),
  cause: z.string(),
  detail: z.string(),
  unit: z.string(),
  unit_name: z.string(),
  period: z.string().nullable(),
  submission_id: z.string().nullable(),
  to_role: z.enum(RECIPIENTS),
  to_unit: z.string(),
  to_unit_name: z.string().nullable(),
  address: z.string().nullable(),
  created_at: z.string(),
  state: z.enum(COPY_STATES),
  attempts: z.int(),
  next_at: z.string().nullable(),
  sent_at: z.string().nullable(),
  error: z.string().nullable(),
  left_addresses: z.string().nullable(),
});

/** To be followed by WHERE. */
export const COPY = `SELECT c.*, COALESCE(u.name, c.unit) AS unit_name, t.name AS to_unit_name
  FROM copies c LEFT JOIN units u ON u.code = c.unit LEFT JOIN units t ON t.code = c.to_unit`;

export function copyOf(row: unknown): StoredCopy {
  const columns = CopyColumns.parse(row);
  return {
    id: columns.id,
    cause: columns.cause,
    told: Told.parse(JSON.parse(columns.detail)),
    unit: columns.unit,
    unitName: columns.unit_name,
    period: columns.period,
    submissionId: columns.submission_id,
    to: {
      role: columns.to_role,
      unit: columns.to_unit === "" ? null : columns.to_unit,
      address: columns.address,
    },
    toUnitName: columns.to_unit_name,
    createdAt: columns.created_at,
    state: columns.state,
    attempts: columns.attempts,
    nextAt: columns.next_at,
    sentAt: columns.sent_at,
    error: columns.error,
    left:
      columns.left_addresses === null ? null : z.array(z.string()).parse(JSON.parse(columns.left_addresses)),
  };
}
