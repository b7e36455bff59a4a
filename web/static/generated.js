// The paragraph of the language model, sentence by sentence. Announced once at the start and once at the end.

const section = document.querySelector("[data-generated]");

function sentence({ text, numbers, citations }, known) {
  for (const citation of citations) known.push(citation);
  const line = document.createElement("p");
  line.append(text);
  for (const number of numbers) {
    const { title, heading, url } = known[number - 1];
    const link = document.createElement("a");
    link.href = url;
    link.className = "small";
    link.textContent = `《${title}》${heading}`;
    line.append(" ", link);
  }
  return line;
}

if (section) {
  const progress = section.querySelector("[data-progress]");
  const written = section.querySelector("[data-written]");
  const known = [];
  const source = new EventSource(section.dataset.generated);
  const end = (words) => {
    source.close(); // or the browser would ask again by itself
    section.setAttribute("aria-busy", "false");
    progress.textContent = words;
  };
  section.setAttribute("aria-busy", "true");
  progress.textContent = "语言模型正在写……";
  source.addEventListener("sentence", (event) => {
    written.hidden = false;
    written.append(sentence(JSON.parse(event.data), known));
  });
  source.addEventListener("finished", (event) => {
    const { dropped } = JSON.parse(event.data);
    end(dropped ? `写完了。有${dropped}句没有通过核对，没有显示。` : "写完了。");
  });
  source.addEventListener("failed", (event) => end(JSON.parse(event.data).message));
  source.onerror = () => end("没有连上，请看本库自己的答案。");
}
