/** For administrators: inviting people, and the units that report. */
import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { ManagedUnit } from "../../../shared/sync/units.ts";
import { Loaded } from "../Loaded.tsx";
import { type RowColumn, Rows } from "../Rows.tsx";
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
  const columns: RowColumn<ManagedUnit>[] = [
    { id: "code", name: desk.code, short: true, cell: ({ code }) => code },
    { id: "name", name: desk.name, cell: ({ name }) => name },
    {
      id: "kind",
      name: desk.kind,
      short: true,
      cell: ({ kind }) => desk[kind === "shop" ? "shop" : "plant"],
    },
    { id: "base", name: desk.base, cell: ({ base }) => (base === null ? "" : (nameOf.get(base) ?? base)) },
    {
      id: "mail",
      name: desk.headEmail,
      cell: ({ headEmail }) => <span style={{ overflowWrap: "anywhere" }}>{headEmail ?? "—"}</span>,
    },
    {
      id: "state",
      name: desk.unitState,
      short: true,
      cell: ({ active }) => (active ? desk.inUse : desk.outOfUse),
    },
    {
      id: "acts",
      name: "",
      cell: (unit) => (
        <Button size="small" aria-label={desk.changeUnit(unit.code)} onClick={() => onEdit(unit)}>
          {desk.change}
        </Button>
      ),
    },
  ];
  return <Rows label={desk.units} columns={columns} rows={units} keyOf={({ code }) => code} />;
}
