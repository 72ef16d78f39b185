/* Keeps addresses short: Jenkins adds a crumb to each form, and what is empty says nothing. */
document.addEventListener("formdata", (event) => {
  const form = event.target;
  if (!form.classList.contains("cloudops-filter")) {
    return;
  }
  for (const name of new Set(event.formData.keys())) {
    const field = form.elements.namedItem(name);
    if (!event.formData.get(name) || (field && field.type === "hidden")) {
      event.formData.delete(name);
    }
  }
});
