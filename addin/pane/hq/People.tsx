/** For administrators: inviting people, and the units that report. */
import {
  Button,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from "@fluentui/react-components";
import { useState } from "react";
import type { ManagedUnit } from "../../../shared/sync/units.ts";
import { Loaded } from "../Loaded.tsx";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { Access } from "./Access.tsx";
import { Invite } from "./Invite.tsx";
import { NEW_UNIT, UnitForm } from "./UnitForm.tsx";

export function People() {
  const { pane, texts } = usePane();
  const { desk } = texts;
  const units = useResource("units", (signal) => pane.surroundings.service.managedUnits(signal));
  const [round, setRound] = useState(0);
  const [edited, setEdited] = useState<ManagedUnit | null>(null);

  const close = (saved: ManagedUnit | null): void => {
    setEdited(null);
    if (!saved) return;
    units.reload();
    pane.set({ notice: desk.saved(saved.name) });
    void pane.surroundings.service.units().then((all) => pane.set({ units: all }));
  };

  return (
    <>
      <Invite onMade={() => setRound((before) => before + 1)} />
      <Access round={round} />
      <Section
        title={desk.units}
        aside={
          <Button size="small" onClick={() => setEdited(NEW_UNIT)}>
            {desk.addUnit}
          </Button>
        }
      >
        <Loaded resource={units}>
          {(all) =>
            all.length === 0 ? (
              <p className="ms-font-m">{texts.invite.noUnits}</p>
            ) : (
              <UnitList units={all} onEdit={setEdited} />
            )
          }
        </Loaded>
      </Section>
      {edited && (
        <UnitForm
          unit={edited}
          plants={(units.value ?? []).filter(({ kind, active }) => kind === "plant" && active)}
          onClose={close}
        />
      )}
    </>
  );
}

function UnitList({ units, onEdit }: { units: readonly ManagedUnit[]; onEdit: (unit: ManagedUnit) => void }) {
  const { desk } = usePane().texts;
  const nameOf = new Map(units.map(({ code, name }) => [code, name]));
  return (
    <div style={{ overflowX: "auto" }}>
      <Table size="small" aria-label={desk.units} style={{ minWidth: "640px" }}>
        <TableHeader>
          <TableRow>
            {[desk.code, desk.name, desk.kind, desk.base, desk.headEmail, desk.unitState].map((header) => (
              <TableHeaderCell key={header}>{header}</TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {units.map((unit) => (
            <TableRow key={unit.code}>
              <TableCell>
                <Button
                  size="small"
                  appearance="subtle"
                  aria-label={desk.changeUnit(unit.code)}
                  onClick={() => onEdit(unit)}
                >
                  {unit.code}
                </Button>
              </TableCell>
              <TableCell>{unit.name}</TableCell>
              <TableCell>{unit.kind === "shop" ? desk.shop : desk.plant}</TableCell>
              <TableCell>{unit.base === null ? "" : (nameOf.get(unit.base) ?? unit.base)}</TableCell>
              <TableCell>{unit.headEmail ?? "—"}</TableCell>
              <TableCell>{unit.active ? desk.inUse : desk.outOfUse}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
