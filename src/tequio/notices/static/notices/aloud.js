// Says a figure: recorded clips one after the other, or the device's own voice where one is missing.
"use strict";
(() => {
  const canSpeak = "speechSynthesis" in window;
  let playing = null;

  function stop() {
    if (playing) playing.pause();
    playing = null;
    if (canSpeak) speechSynthesis.cancel();
  }

  function speak(button) {
    if (!canSpeak) return;
    const said = new SpeechSynthesisUtterance(button.dataset.words);
    said.lang = button.dataset.language;
    said.rate = 0.85;
    speechSynthesis.speak(said);
  }

  function play(button, clips) {
    if (!clips.length) return;
    const audio = new Audio(clips[0]);
    playing = audio;
    audio.addEventListener("ended", () => { if (playing === audio) play(button, clips.slice(1)); });
    audio.addEventListener("error", () => { if (playing === audio) { stop(); speak(button); } });
    audio.play().catch(() => { if (playing === audio) { stop(); speak(button); } });
  }

  for (const button of document.querySelectorAll("[data-aloud]")) {
    const clips = button.dataset.clips.split(/\s+/).filter(Boolean);
    if (!clips.length && !canSpeak) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      stop();
      if (clips.length) play(button, clips); else speak(button);
    });
  }
})();
