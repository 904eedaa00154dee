/** The image carries only what the server needs at run time. */
export default { output: "standalone" };
