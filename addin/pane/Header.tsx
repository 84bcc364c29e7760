/** Product, who is signed in, language, signing out. */
import {
  Button,
  makeStyles,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { LocalLanguageRegular } from "@fluentui/react-icons/svg/local-language";
import { PersonRegular } from "@fluentui/react-icons/svg/person";
import { SignOutRegular } from "@fluentui/react-icons/svg/sign-out";
import type { Session } from "../../shared/sync/protocol.ts";
import type { Texts } from "../../shared/text/texts.ts";
import { chooseLanguage } from "./tasks/language.ts";
import { rebuildLocal } from "./tasks/local.ts";
import { signOut } from "./tasks/sign-in.ts";
import { usePane } from "./use-pane.ts";

const useStyles = makeStyles({
  header: {
    position: "sticky",
    top: 0,
    zIndex: 1,
    boxSizing: "border-box",
    display: "flex",
    alignItems: "center",
    columnGap: "8px",
    minWidth: "300px",
    padding: "8px 8px 8px 16px",
    marginBottom: "16px",
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  product: { margin: 0, fontWeight: tokens.fontWeightSemibold, flexGrow: 1, whiteSpace: "nowrap" },
  person: { maxWidth: "170px", minWidth: 0 },
  name: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
});

export function Header() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { session } = state;
  const switchLanguage = () => void chooseLanguage(pane, state.language === "zh" ? "en" : "zh");
  return (
    <header className={styles.header} lang={texts.tag}>
      <h1 className={`${styles.product} ms-font-l`}>{texts.product}</h1>
      {session ? (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button appearance="subtle" icon={<PersonRegular />} className={styles.person}>
              <span className={styles.name}>{session.name}</span>
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <MenuGroup>
                <MenuGroupHeader>{whoText(session, texts)}</MenuGroupHeader>
                <MenuItem icon={<LocalLanguageRegular />} onClick={switchLanguage}>
                  {texts.common.language}
                </MenuItem>
                <MenuItem
                  icon={<ArrowClockwiseRegular />}
                  disabled={state.busy !== null}
                  onClick={() => void rebuildLocal(pane)}
                >
                  {texts.offlinePage.rebuild}
                </MenuItem>
                <MenuDivider />
                <MenuItem
                  icon={<SignOutRegular />}
                  disabled={state.busy !== null}
                  onClick={() => void signOut(pane)}
                >
                  {texts.signIn.signOut}
                </MenuItem>
              </MenuGroup>
            </MenuList>
          </MenuPopover>
        </Menu>
      ) : (
        <Button
          appearance="subtle"
          icon={<LocalLanguageRegular />}
          title={texts.common.languageHint}
          onClick={switchLanguage}
        >
          {texts.common.language}
        </Button>
      )}
    </header>
  );
}

const whoText = ({ unit, role }: Session, texts: Texts): string =>
  `${unit?.name ?? texts.signIn.hq} · ${texts.role[role]}`;
