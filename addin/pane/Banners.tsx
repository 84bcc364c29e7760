/** What stands above everything else: no network, what waits to be sent, what went wrong, what went well. */
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { Waiting } from "./offline/Waiting.tsx";
import { usePane } from "./use-pane.ts";
import { timeInChina } from "./wording.ts";

const useStyles = makeStyles({
  stack: { display: "flex", flexDirection: "column", rowGap: "8px", ":empty": { display: "none" } },
});

export function Banners() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { online, trouble, notice, offer, busy } = state;
  return (
    <>
      {/* Read out as they appear; errors at once. */}
      <div className={styles.stack} role="alert">
        {trouble && (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>{trouble.title}</MessageBarTitle>
              <br />
              {trouble.fix}
            </MessageBarBody>
            <MessageBarActions containerAction={<CloseButton onClick={() => pane.set({ trouble: null })} />}>
              {trouble.retry && (
                <Button size="small" onClick={trouble.retry}>
                  {texts.common.retry}
                </Button>
              )}
            </MessageBarActions>
          </MessageBar>
        )}
      </div>
      <div className={styles.stack} role="status">
        {!online && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>{texts.offline.title}</MessageBarTitle>
              <br />
              {texts.offline.body}
            </MessageBarBody>
          </MessageBar>
        )}
        <Waiting />
        {state.summaryAsOf !== null && (
          <MessageBar intent="info">
            <MessageBarBody>{texts.offlinePage.offlineAsOf(timeInChina(state.summaryAsOf))}</MessageBarBody>
          </MessageBar>
        )}
        {offer && (
          <MessageBar intent="success">
            <MessageBarBody>{offer.text}</MessageBarBody>
            <MessageBarActions containerAction={<CloseButton onClick={() => pane.set({ offer: null })} />}>
              <Button size="small" disabledFocusable={busy !== null} onClick={offer.act}>
                {offer.action}
              </Button>
            </MessageBarActions>
          </MessageBar>
        )}
        {notice && (
          <MessageBar intent="success" layout="multiline">
            <MessageBarBody>{notice}</MessageBarBody>
            <MessageBarActions containerAction={<CloseButton onClick={() => pane.set({ notice: null })} />} />
          </MessageBar>
        )}
      </div>
    </>
  );
}

function CloseButton({ onClick }: { onClick: () => void }) {
  const { texts } = usePane();
  return (
    <Button
      appearance="transparent"
      size="small"
      icon={<DismissRegular />}
      aria-label={texts.common.close}
      onClick={onClick}
    />
  );
}
