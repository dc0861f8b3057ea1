/* <theme-switch label auto light dark>: the reader's choice of colours, kept on the device. */

const media = { auto: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };

function use(theme) {
  document.documentElement.dataset.theme = theme;
  document.getElementById("dark-palette").media = media[theme];
  try {
    localStorage.setItem("theme", theme);
  } catch {
    /* Storage is refused in some private windows: the choice then holds for this page. */
  }
}

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    const label = document.createElement("label");
    const select = document.createElement("select");
    for (const theme of Object.keys(media)) {
      select.add(new Option(this.getAttribute(theme), theme));
    }
    select.value = document.documentElement.dataset.theme;
    select.addEventListener("change", () => use(select.value));
    label.append(this.getAttribute("label"), select);
    this.replaceChildren(label);
  }
}

customElements.define("theme-switch", ThemeSwitch);
