/** A unit's data, for administrators: a new unit, or one that is there. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Select,
  Switch,
} from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { type ManagedUnit, NewUnit } from "../../../shared/sync/units.ts";
import { saveUnit } from "../tasks/admin.ts";
import { usePane } from "../use-pane.ts";

const useStyles = makeStyles({ form: { display: "flex", flexDirection: "column", rowGap: "12px" } });

export const NEW_UNIT: ManagedUnit = {
  code: "",
  name: "",
  kind: "shop",
  base: null,
  headEmail: null,
  active: true,
};

interface UnitFormProps {
  readonly unit: ManagedUnit;
  readonly plants: readonly ManagedUnit[];
  /** null where nothing was saved. */
  readonly onClose: (saved: ManagedUnit | null) => void;
}

export function UnitForm({ unit, plants, onClose }: UnitFormProps) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { desk } = texts;
  const isNew = unit.code === "";
  const [draft, setDraft] = useState(unit);
  const [tried, setTried] = useState(false);
  const change = (patch: Partial<ManagedUnit>): void => setDraft({ ...draft, ...patch });
  const faults = NewUnit.safeParse(draft).error?.issues ?? [];
  const faulty = (key: keyof NewUnit): boolean => tried && faults.some(({ path }) => path[0] === key);

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (faults.length > 0) return;
    const base = draft.kind === "shop" ? draft.base : null;
    const saved = await saveUnit(pane, { ...draft, name: draft.name.trim(), base }, isNew);
    if (saved) onClose(saved);
  };

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose(null)}>
      <DialogSurface>
        <form onSubmit={(event) => void save(event)} noValidate>
          <DialogBody>
            <DialogTitle>{isNew ? desk.addUnit : desk.changeUnit(unit.code)}</DialogTitle>
            <DialogContent className={styles.form}>
              {isNew && (
                <>
                  <Field
                    label={desk.code}
                    required
                    hint={desk.codeHint}
                    {...(faulty("code") && { validationMessage: desk.needed })}
                  >
                    <Input
                      autoFocus
                      value={draft.code}
                      onChange={(_, { value }) => change({ code: value })}
                    />
                  </Field>
                  <Field label={desk.kind}>
                    <Select
                      value={draft.kind}
                      onChange={(_, { value }) => change({ kind: value === "plant" ? "plant" : "shop" })}
                    >
                      <option value="shop">{desk.shop}</option>
                      <option value="plant">{desk.plant}</option>
                    </Select>
                  </Field>
                </>
              )}
              <Field label={desk.name} required {...(faulty("name") && { validationMessage: desk.needed })}>
                <Input
                  autoFocus={!isNew}
                  value={draft.name}
                  maxLength={100}
                  onChange={(_, { value }) => change({ name: value })}
                />
              </Field>
              {draft.kind === "shop" && (
                <Field label={desk.base}>
                  <Select
                    value={draft.base ?? ""}
                    onChange={(_, { value }) => change({ base: value || null })}
                  >
                    <option value="">{desk.noBase}</option>
                    {plants.map(({ code, name }) => (
                      <option key={code} value={code}>
                        {name}
                      </option>
                    ))}
                  </Select>
                </Field>
              )}
              <Field
                label={desk.headEmail}
                hint={desk.emailHint}
                {...(faulty("headEmail") && { validationMessage: desk.emailWrong })}
              >
                <Input
                  type="email"
                  value={draft.headEmail ?? ""}
                  onChange={(_, { value }) => change({ headEmail: value.trim() || null })}
                />
              </Field>
              {!isNew && (
                <Field hint={desk.stop}>
                  <Switch
                    label={desk.inUse}
                    checked={draft.active}
                    onChange={(_, { checked }) => change({ active: checked })}
                  />
                </Field>
              )}
            </DialogContent>
            <DialogActions>
              <Button type="submit" appearance="primary" disabledFocusable={state.busy !== null}>
                {desk.save}
              </Button>
              <Button onClick={() => onClose(null)}>{texts.common.cancel}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
