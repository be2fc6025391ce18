/**
 * Models through their engines, beside ONNX Runtime itself and one call per request, and the memory
 * that loading and unloading leaves.
 */
@NullMarked
package com.ytempire.ml.bench.inference;

import org.jspecify.annotations.NullMarked;
