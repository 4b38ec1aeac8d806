/** Loads Python from the site's own folder and hands each request to checker.web.handle. */

/** No package is ever fetched by name: the list of packages is empty. */
const NO_PACKAGES = JSON.stringify({
  info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2", version: "1" },
  packages: {},
});

const stage = (name) => self.postMessage({ stage: name });

let handle;

self.onmessage = async ({ data }) => {
  try {
    if (typeof data === "string") self.postMessage((await handle)(data));
    else await (handle = start(data));
  } catch (error) {
    console.info(error);
    stage("lost");
  }
};

/** Every file that arrives is progress; one that does not is the end, and the loader would not say so. */
function watchDownloads() {
  const fetched = self.fetch;
  self.fetch = async (...request) => {
    try {
      const answer = await fetched(...request);
      if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
      stage("download");
      return /\.wasm$/.test(answer.url) ? asWasm(answer) : answer;
    } catch (error) {
      stage("lost");
      throw error;
    }
  };
}

/** Some servers do not know the type; compiling while it loads insists on it. */
function asWasm(answer) {
  if (/^application\/wasm/.test(answer.headers.get("content-type") ?? "")) return answer;
  return new Response(answer.body, { headers: { "content-type": "application/wasm" } });
}

/** A runtime that arrived damaged is only written to the console by the loader, which then waits for ever. */
function watchCompiling() {
  const compile = WebAssembly.instantiateStreaming;
  if (!compile) return; // an older browser compiles after the download, and its loader says what fails
  WebAssembly.instantiateStreaming = (...given) => compile.apply(WebAssembly, given)
    .catch((error) => { stage("lost"); throw error; });
}

async function start({ py, python: archive }) {
  watchDownloads();
  watchCompiling();
  const { loadPyodide } = await import(`${py}pyodide.js`);
  stage("loader");
  // One archive holds the standard library's part, our package and the rulebook, compiled.
  const python = await loadPyodide({ indexURL: py, packageBaseUrl: py, stdLibURL: archive, lockFileContents: NO_PACKAGES });
  stage("runtime");
  const { handle: answer, prepare } = python.pyimport("checker.web");
  prepare();
  stage("ready");
  return answer;
}
