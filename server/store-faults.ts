/** Why a store cannot be opened, in both languages, for whoever sits at the console. */
import { inBoth, SERVICE } from "../shared/text/service.ts";
import { NotKept, type Upgrade } from "./store/sqlite/before-upgrade.ts";
import { isDamage } from "./store/sqlite/damage.ts";
import { ForeignFile } from "./store/sqlite/recognise.ts";
import { StoreTooNew } from "./store/too-new.ts";

/** undefined where it is another fault. */
export function storeFault(error: unknown): string | undefined {
  if (error instanceof StoreTooNew) {
    return inBoth(SERVICE.storeTooNew, { version: error.version, known: error.known });
  }
  if (error instanceof ForeignFile) return inBoth(SERVICE.storeForeign, { detail: error.message });
  if (error instanceof NotKept) return inBoth(SERVICE.storeNotKept, { detail: error.message });
  if (isDamage(error)) return inBoth(SERVICE.storeDamaged, { detail: error.message });
  return undefined;
}

export const upgradedText = ({ from, to, kept }: Upgrade): string =>
  inBoth(SERVICE.storeUpgraded, { from, to, file: kept });
