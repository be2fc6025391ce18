/** Writes networks in the ONNX format, and reads their files without running them. */
@NullMarked
package com.ytempire.ml.inference.onnx;

import org.jspecify.annotations.NullMarked;
