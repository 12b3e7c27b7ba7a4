// What scripts say, in the language of the page. `{n}` is filled in.

const WORDS = {
  id: {
    left: "Tersisa {n} kata",
    over: "{n} kata terlalu banyak",
    saving: "Menyimpan …",
    saved: "Tersimpan {n}",
    offline: "Tidak tersambung. Teks Anda aman di perangkat ini dan disimpan begitu tersambung lagi.",
    gone: "Sesi Anda berakhir. Teks Anda aman di perangkat ini; masuk lagi, lalu buka halaman ini.",
    refused: "Belum tersimpan. Teks Anda aman di perangkat ini; kami coba lagi sebentar lagi.",
    kept: "Teks yang Anda ketik pada {n} belum sempat terkirim. Kami mengembalikannya ke formulir ini.",
    moved: "Teks yang Anda ketik pada {n} belum sempat terkirim, dan isi formulir ini sudah diubah sejak itu.",
    restore: "Pakai teks saya",
    discard: "Buang teks itu",
    discarded: "Teks itu sudah dibuang.",
  },
  en: {
    left: "{n} words left",
    over: "{n} words too many",
    saving: "Saving …",
    saved: "Saved {n}",
    offline: "No connection. Your text is safe on this device and is saved once you are connected again.",
    gone: "Your session has ended. Your text is safe on this device; sign in again, then open this page.",
    refused: "Not saved yet. Your text is safe on this device; we will try again shortly.",
    kept: "What you typed on {n} had not been sent. We have put it back into this form.",
    moved: "What you typed on {n} had not been sent, and this form has been changed since.",
    restore: "Use my text",
    discard: "Discard that text",
    discarded: "That text is gone.",
  },
};

export const language = document.documentElement.lang.startsWith("en") ? "en" : "id";

export function say(key, n = "") {
  return WORDS[language][key].replace("{n}", n);
}
