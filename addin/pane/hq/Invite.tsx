/** Makes an invitation and shows it once. */
import { Button, Field, Input, makeStyles, Select, tokens } from "@fluentui/react-components";
import { CopyRegular } from "@fluentui/react-icons/svg/copy";
import { type FormEvent, useState } from "react";
import { type Role, ROLES } from "../../../shared/sync/protocol.ts";
import type { Invitation } from "../../sync/service.ts";
import { Section } from "../Section.tsx";
import { linkAccount } from "../tasks/access.ts";
import { invite } from "../tasks/admin.ts";
import { useCompanySignIn } from "../use-company-sign-in.ts";
import { usePane } from "../use-pane.ts";
import { timeInChina } from "../wording.ts";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", rowGap: "12px", maxWidth: "560px" },
  flat: { margin: 0 },
  made: {
    display: "flex",
    flexDirection: "column",
    alignItems: "flex-start",
    rowGap: "8px",
    padding: "12px",
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  code: { letterSpacing: "2px", userSelect: "all" },
  link: { userSelect: "all", overflowWrap: "anywhere" },
});

/** @param onMade somebody has been let in */
export function Invite({ onMade }: { readonly onMade: () => void }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { units, busy } = state;
  const [role, setRole] = useState<Role>("lead");
  const [unit, setUnit] = useState("");
  const [name, setName] = useState("");
  const [nameless, setNameless] = useState(false);
  const [made, setMade] = useState<{ invitation: Invitation; name: string } | null>(null);
  const [account, setAccount] = useState("");
  const byCompany = useCompanySignIn();
  const ofUnit = role === "lead" || role === "head";
  const chosen = unit || units[0]?.code || "";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setNameless(name.trim() === "");
    if (name.trim() === "") return;
    const person = { unit: ofUnit ? chosen : null, role, name: name.trim() };
    if (account.trim() !== "") {
      if (!(await linkAccount(pane, account.trim(), person))) return;
      setMade(null);
    } else {
      const invitation = await invite(pane, person);
      if (!invitation) return;
      setMade({ invitation, name: person.name });
    }
    setName("");
    setAccount("");
    onMade();
  };

  return (
    <Section title={texts.invite.title}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <Field label={texts.invite.role}>
          <Select
            value={role}
            onChange={(_, { value }) => setRole(ROLES.find((known) => known === value) ?? "lead")}
          >
            {ROLES.map((known) => (
              <option key={known} value={known}>
                {texts.role[known]}
              </option>
            ))}
          </Select>
        </Field>
        {ofUnit && (
          <Field label={texts.invite.unit} {...(units.length === 0 ? { hint: texts.invite.noUnits } : {})}>
            <Select value={chosen} onChange={(_, { value }) => setUnit(value)}>
              {units.map(({ code, name: unitName }) => (
                <option key={code} value={code}>
                  {`${code} ${unitName}`}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Field
          label={texts.invite.name}
          required
          validationState={nameless ? "error" : "none"}
          {...(nameless ? { validationMessage: texts.invite.nameMissing } : {})}
        >
          <Input value={name} maxLength={60} autoComplete="off" onChange={(_, { value }) => setName(value)} />
        </Field>
        {byCompany && (
          <Field label={texts.access.companyAccount} hint={texts.access.companyAccountHint}>
            <Input
              value={account}
              maxLength={200}
              autoComplete="off"
              onChange={(_, { value }) => setAccount(value)}
            />
          </Field>
        )}
        <Button type="submit" disabledFocusable={busy !== null || (ofUnit && chosen === "")}>
          {account.trim() === "" ? texts.invite.make : texts.access.link}
        </Button>
      </form>
      <div role="status">{made && <Made {...made} onClose={() => setMade(null)} />}</div>
    </Section>
  );
}

function Made({ invitation, name, onClose }: { invitation: Invitation; name: string; onClose: () => void }) {
  const styles = useStyles();
  const { texts } = usePane();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(invitation.link).then(
      () => setCopied(true),
      // Denied in some web views: code and link are marked at a click, to be copied by hand.
      () => setCopied(false),
    );
  return (
    <div className={styles.made}>
      <p className={`${styles.flat} ms-font-m`}>{texts.invite.made(name)}</p>
      <code className={`${styles.code} ms-font-xl`} aria-label={texts.invite.code}>
        {invitation.code}
      </code>
      <span className={`${styles.link} ms-font-s`}>{invitation.link}</span>
      <Button size="small" icon={<CopyRegular />} onClick={copy}>
        {copied ? texts.invite.copied : texts.invite.copy}
      </Button>
      <span className="ms-font-s">{texts.invite.until(timeInChina(invitation.expiresAt))}</span>
      <Button size="small" appearance="subtle" onClick={onClose}>
        {texts.common.close}
      </Button>
    </div>
  );
}
