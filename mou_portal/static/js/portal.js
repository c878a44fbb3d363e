// The page's behaviour where JavaScript is on: GOV.UK components, and the answer as you go. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// What htmx puts on the page needs its components started too.
document.body.addEventListener("htmx:afterSwap", (event) => initAll({ scope: event.target }));

// On a narrow screen the filters begin closed, so that what they filter comes first.
if (window.matchMedia("(max-width: 48em)").matches) {
  document.querySelectorAll("details.mou-filter:not([data-filtered])").forEach((filter) => filter.removeAttribute("open"));
}
