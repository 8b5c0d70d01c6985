(() => {
"use strict";
const akar = document.documentElement, cari = (s) => document.querySelector(s), semua = (s) => [...document.querySelectorAll(s)];
const simpan = (n) => { try { n ? localStorage.setItem("xlkinerja-tema", n) : localStorage.removeItem("xlkinerja-tema"); } catch { /* tidak ada tempat menyimpan */ } };
const tersimpan = () => { try { return localStorage.getItem("xlkinerja-tema") || ""; } catch { return ""; } };

const tema = cari("#tema");
const pakaiTema = (n) => { if (n === "terang" || n === "gelap") akar.dataset.tema = n; else delete akar.dataset.tema; };
tema.value = ["terang", "gelap"].includes(tersimpan()) ? tersimpan() : "";
pakaiTema(tema.value);
tema.addEventListener("change", () => { pakaiTema(tema.value); simpan(tema.value); });
semua(".perlu-skrip").forEach((e) => { e.hidden = false; });

const bentuk = cari("#saring");
if (!bentuk) return;
const kata = cari("#cari"), buku = cari("#pilih-buku"), kode = cari("#pilih-kode"), jumlah = cari("#jumlah");
const tingkat = semua("#saring input[name=tingkat]");
const ringkas = (t) => t.toLowerCase().replace(/\s+/g, " ");
const kelompok = semua("#daftar-temuan > tbody").map((badan) => {
  const judul = ringkas(badan.querySelector(".buku").textContent);
  return { badan, buku: badan.dataset.b, baris: [...badan.querySelectorAll(":scope > tr[data-t]")].map((tr) => ({ tr, judul, teks: null })) };
});
const total = kelompok.reduce((n, k) => n + k.baris.length, 0);
const teksBaris = (b) => b.teks ??= b.judul + " " + ringkas(b.tr.textContent);

const saring = () => {
  const dicari = ringkas(kata.value).trim().split(" ").filter(Boolean);
  const boleh = new Set(tingkat.filter((t) => t.checked).map((t) => t.value));
  let tampak = 0;
  for (const k of kelompok) {
    let ada = 0;
    for (const b of k.baris) {
      const cocok = (!buku.value || buku.value === k.buku) && boleh.has(b.tr.dataset.t) &&
        (!kode.value || kode.value === b.tr.dataset.k) && dicari.every((d) => teksBaris(b).includes(d));
      b.tr.hidden = !cocok;
      ada += cocok;
    }
    k.badan.hidden = !ada;
    tampak += ada;
  }
  jumlah.textContent = tampak === total ? `Semua ${total} temuan ditampilkan.`
    : tampak ? `${tampak} dari ${total} temuan ditampilkan.` : "Tidak ada temuan yang cocok dengan saringan ini.";
};
let tunda = 0;
kata.addEventListener("input", () => { clearTimeout(tunda); tunda = setTimeout(saring, 120); });
bentuk.addEventListener("change", saring);
bentuk.addEventListener("submit", (e) => { e.preventDefault(); saring(); });
bentuk.addEventListener("reset", () => { setTimeout(saring); });

const buka = cari("#buka-gambar"), rincian = semua("#daftar-temuan details");
const labelBuka = () => { if (buka) buka.textContent = rincian.every((d) => d.open) ? "Tutup semua gambar" : "Buka semua gambar"; };
if (buka && rincian.length) {
  buka.addEventListener("click", () => { const n = !rincian.every((d) => d.open); rincian.forEach((d) => { d.open = n; }); labelBuka(); });
  labelBuka();
}
// On a narrow screen the marked cell may lie outside of its box.
const keTengah = (d) => { const x = d.open && d.querySelector("td.x"), k = x && x.closest(".kotak"); if (k) k.scrollLeft = x.offsetLeft + x.offsetWidth - k.clientWidth + 8; };
rincian.forEach((d) => { d.addEventListener("toggle", () => { keTengah(d); labelBuka(); }); keTengah(d); });

// A link to a finding that the filter hides lifts the filter.
document.addEventListener("click", (e) => {
  const tautan = e.target.closest("a[href^='#']");
  const sasaran = tautan && document.getElementById(tautan.getAttribute("href").slice(1));
  if (sasaran && sasaran.closest("#daftar-temuan [hidden]")) { bentuk.reset(); saring(); }
});
saring();
})();
