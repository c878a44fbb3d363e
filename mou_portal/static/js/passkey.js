// Asks the browser for a passkey and sends its answer with the form. Without JavaScript there are codes instead.
const PROBLEMS = {
  NotAllowedError: "The passkey was not used. Try again, or use another way.",
  InvalidStateError: "This device already has a passkey for your account.",
  SecurityError: "Passkeys do not work at this address. Ask the administrator.",
};

async function options(form) {
  const given = form.querySelector('script[type="application/json"]');
  if (given) {
    const data = JSON.parse(given.textContent);
    return data.creation_options || data.request_options;
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

async function ask(form) {
  const problem = form.querySelector("[data-passkey-problem]");
  problem.textContent = "";
  try {
    const credential = await window.webauthnJSON[form.dataset.passkey](await options(form));
    form.elements.namedItem("credential").value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    problem.textContent = PROBLEMS[error.name] || "The passkey could not be used. Try again, or use another way.";
  }
}

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  const button = form.querySelector("[data-passkey-button]");
  button.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
  button.addEventListener("click", () => ask(form));
});
