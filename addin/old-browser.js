/*
 * What a person sees where the pane cannot run. Excel 2016 to 2019 may show panes in Internet Explorer (Trident) or in
 * the first Edge, which read neither our bundle nor today's JavaScript: so this file is ECMAScript 3, is loaded before
 * everything else, and takes the words of two languages with it. A blank pane helps nobody.
 */
(function () {
  var STYLE =
    "margin:0 auto;padding:16px;max-width:480px;color:#242424;background:#fff;" +
    "font:14px/1.6 'Microsoft YaHei UI','Microsoft YaHei','Segoe UI',sans-serif";
  var DESK =
    '<p><a href="/" target="_blank" rel="noopener" style="color:#0F4C81;font-weight:bold">' +
    "在浏览器中填报 · Report in the browser</a></p>";

  var TOO_OLD =
    '<div id="old-browser" role="alert" style="' +
    STYLE +
    '"><h1 style="font-size:20px;color:#0F4C81">此版本的 Excel 无法显示大客户通</h1>' +
    "<p>Excel 正在用旧的浏览器组件(Internet Explorer 或旧版 Edge)显示此窗格。您的工作簿没有受到影响。</p>" +
    "<ol><li>更新 Office,或请管理员安装 Microsoft Edge WebView2 运行时，然后重新打开 Excel。</li>" +
    "<li>现在就要填报：点击下面的链接，在浏览器中下载模板、提交填好的工作簿。</li></ol>" +
    DESK +
    '<div lang="en"><h2 style="font-size:16px">This version of Excel cannot show Dakehu</h2>' +
    "<p>Excel shows this pane with an old browser component (Internet Explorer or the first Edge). Your workbook is unharmed.</p>" +
    "<ol><li>Update Office, or ask your administrator to install the Microsoft Edge WebView2 Runtime, and open Excel again.</li>" +
    "<li>To report now, follow the link above: download the template and submit the filled workbook in the browser.</li></ol></div></div>";

  var NOT_LOADED =
    '<div class="page-failed" role="alert"><p>大客户通没有加载完整:连接不到服务,或服务正在更新。</p>' +
    '<p lang="en">Dakehu did not load completely: the service cannot be reached or is being updated.</p>' +
    '<p><a href="">重试 · Try again</a></p>' +
    DESK +
    "</div>";

  if (tooOld()) {
    // All that follows in the page becomes text that is not shown: no later script is loaded or run.
    document.write(TOO_OLD + '<plaintext style="display:none">');
    return;
  }
  window.addEventListener("error", onLoadError, true);

  /** The oldest that the bundle is built for (Edge 79, Chrome 80, Safari 13) have all of these. */
  function tooOld() {
    return (
      /Trident|MSIE |Edge\//.test(navigator.userAgent) ||
      typeof Promise === "undefined" ||
      !Promise.prototype["finally"] ||
      !Object.fromEntries ||
      !Array.prototype.flat
    );
  }

  /**
   * A script that could not be fetched: said, as long as nothing else stands on the page.
   * @param {Event} event
   */
  function onLoadError(event) {
    if (!(event.target instanceof HTMLScriptElement)) return;
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", showNotLoaded);
    else showNotLoaded();
  }

  function showNotLoaded() {
    var loading = document.getElementById("loading");
    if (loading) loading.outerHTML = NOT_LOADED;
  }
})();
