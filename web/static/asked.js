// What this browser asked today, on the home page. Kept for the session only, never sent anywhere.

const KEY = "asked";
const MOST = 12;
const today = new Date().toDateString();

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    return kept?.day === today && Array.isArray(kept.questions) ? kept.questions : [];
  } catch {
    return []; // storage is off or holds something else: the page is complete without the list
  }
}

function write(questions) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ day: today, questions: questions.slice(0, MOST) }));
  } catch {
    // see read()
  }
}

const answer = document.querySelector("[data-question]");
if (answer?.dataset.question) {
  const here = { question: answer.dataset.question, url: location.pathname };
  write([here, ...read().filter((item) => item.url !== here.url)]);
}

const list = document.querySelector("[data-asked]");
const questions = read().filter((item) => /^\/answer\/[0-9a-f]{16}$/.test(item?.url));
if (list && questions.length) {
  for (const { question, url } of questions) {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = question;
    const item = document.createElement("li");
    item.append(link);
    list.querySelector("ul").append(item);
  }
  list.hidden = false;
  list.querySelector("[data-forget]").addEventListener("click", () => {
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // see read()
    }
    list.hidden = true;
    document.querySelector("#question")?.focus();
  });
}
