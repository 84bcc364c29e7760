/** 电话记录: what a unit says by telephone, fax or e-mail, taken down by headquarters as the unit's own rows (R1). */
import { makeStyles, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { Register } from "../../../shared/sync/protocol.ts";
import { readRegister } from "../../sync/register.ts";
import { Loaded } from "../Loaded.tsx";
import { Section } from "../Section.tsx";
import { keptCall, submitCall } from "../tasks/phone.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { rowText } from "../wording.ts";
import { added, type Call, changing, headOf, without } from "./call.ts";
import { CallHead } from "./CallHead.tsx";
import { CallList } from "./CallList.tsx";
import { CallRowForm } from "./CallRowForm.tsx";
import { enterGoesOn, focusFirstEmpty } from "./enter-goes-on.ts";
import { LastTaken } from "./LastTaken.tsx";
import { useCall } from "./use-call.ts";

const useStyles = makeStyles({
  screen: { display: "flex", flexDirection: "column", rowGap: "16px", minWidth: 0, maxWidth: "960px" },
  fields: { display: "flex", flexDirection: "column", rowGap: "16px", minWidth: 0 },
  flat: { margin: 0 },
});

const NO_NAMES: Register = { accounts: [], branches: [], carriers: [] };

export function PhoneScreen() {
  const { pane } = usePane();
  const kept = useResource("call", () => keptCall(pane));
  return <Loaded resource={kept}>{(call) => <PhoneForm kept={call} />}</Loaded>;
}

function PhoneForm({ kept }: { kept: Call }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { phone } = texts;
  const { call, change, waiting } = useCall(kept);
  const [tried, setTried] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const units = state.session?.units ?? [];
  const now = pane.surroundings.now();
  const head = headOf(call, units, now);
  const unit = head.unit?.code ?? "";
  const register = useResource<Register>(`register ${unit}`, async () => {
    const { service, drawer } = pane.surroundings;
    return unit === "" ? NO_NAMES : (await readRegister(service.connection, drawer, unit)).register;
  });
  const names = register.value ?? NO_NAMES;
  const own = useMemo(() => call.rows.map(({ sheet, values }) => ({ sheet, values })), [call.rows]);
  const ready = call.rows.filter(({ rowId }) => !waiting.has(rowId));
  const busy = state.busy !== null;

  const add = (values: Call["typing"]["values"]) => {
    const { rowId } = call.typing;
    change((before) => added(before, values, () => pane.surroundings.newId()));
    // The form is another one once this has been drawn.
    setTimeout(() => focusFirstEmpty(root.current?.querySelector("form") ?? null), 0);
    if (rowId === null) pane.set({ notice: null, offer: null });
  };
  const remove = (rowId: string) => {
    const before = call.rows;
    const row = before.find((known) => known.rowId === rowId);
    if (!row) return;
    change((held) => without(held, rowId));
    pane.set({
      offer: {
        text: phone.removed(rowText(row.sheet, row.values)),
        action: phone.undo,
        act: () => {
          change((held) => ({ ...held, rows: before }));
          pane.set({ offer: null });
        },
      },
    });
  };
  const send = async () => {
    setTried(true);
    const [first] = Object.keys(head.faults);
    if (!head.unit || head.at === null || first !== undefined) {
      root.current?.querySelector<HTMLElement>(`[name="call-${first ?? "unit"}"]`)?.focus();
      return;
    }
    if (busy || ready.length === 0) return;
    if (call.typing.touched) {
      const go = await pane.ask("confirm", {
        title: phone.halfTitle,
        paragraphs: [phone.halfBody(ready.length)],
        go: phone.halfGo(ready.length),
        stay: phone.halfStay,
      });
      if (!go) return;
    }
    await submitCall(pane, { unit: head.unit, at: head.at, call: { ...call, rows: ready } });
    setTried(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || call.typing.touched) return;
    event.preventDefault();
    event.stopPropagation();
    void send();
  };

  return (
    <div ref={root} className={styles.screen} onKeyDownCapture={onKeyDown}>
      <p className={`${styles.flat} ms-font-m`}>{phone.hint}</p>
      {!state.lasting && call.rows.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{phone.volatile}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.fields} onKeyDownCapture={enterGoesOn}>
        <CallHead call={call} head={head} units={units} tried={tried} onChange={change} />
        <Section title={phone.rows}>
          {register.trouble && <Loaded resource={register}>{() => null}</Loaded>}
          <CallRowForm call={call} register={names} own={own} onChange={change} onDone={add} />
        </Section>
      </div>
      <CallList
        call={call}
        ready={ready.length}
        waiting={waiting}
        onEdit={(row) => {
          change((held) => changing(held, row));
          setTimeout(() => root.current?.querySelector<HTMLElement>("form input, form select")?.focus(), 0);
        }}
        onRemove={remove}
        onSend={() => void send()}
      />
      <LastTaken />
    </div>
  );
}
