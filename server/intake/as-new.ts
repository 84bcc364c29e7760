/** What a file comes to where the unit has said none of it before: made before the store is asked, where there is time. */
import { Problem } from "../../shared/problems.ts";
import type { ReportReading } from "../../shared/report/workbook.ts";
import { type Author, type Channel, MAX_ROWS } from "../../shared/sync/protocol.ts";
import { hashOfRows, idsOf, isSound, ownRows, placedBy } from "./placed-rows.ts";
import { type Asked, recognise } from "./workbook-recognition.ts";

/** Whose files they are to be. */
export interface Sending {
  readonly asked: Asked;
  readonly person: Author;
  readonly channel: Channel;
}

/** Plain data, as it comes from a thread. */
export interface AsNew {
  /** Of all rows, as `idsOf` has them. */
  readonly ids: readonly string[];
  /** Of the sound ones, where one submission takes them all. */
  readonly hash: string | undefined;
}

/** undefined where it is not known whose file it is: who takes it in will say so. */
export function asNew(found: ReportReading, { asked, person, channel }: Sending): AsNew | undefined {
  try {
    const { reading, ...whose } = recognise(found, asked, person);
    const rows = ownRows(reading.sheets);
    const ids = idsOf(rows, whose);
    const sound = placedBy(rows, ids).filter(({ row }) => isSound(row));
    return { ids, hash: sound.length > MAX_ROWS ? undefined : hashOfRows({ ...whose, channel }, sound) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return undefined;
  }
}
