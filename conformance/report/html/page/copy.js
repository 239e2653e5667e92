// Puts a button beside every command that copies it; made when a requirement is opened, since there may be thousands.
function addButton(command) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(command.querySelector("code").textContent);
    button.textContent = "Copied";
    setTimeout(() => {
      button.textContent = "Copy";
    }, 2000);
  });
  command.classList.add("copyable");
  command.append(button);
}

if (navigator.clipboard) {
  const opened = (event) => {
    for (const command of event.target.querySelectorAll(".command:not(.copyable)")) addButton(command);
  };
  // `toggle` does not bubble.
  document.addEventListener("toggle", opened, true);
}
