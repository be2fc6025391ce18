/**
 * What every request meets before and after it reaches a controller: its id, its limits, strict
 * JSON, and one shape for whatever goes wrong. Controllers and services of other packages throw
 * {@link com.ytempire.ml.api.http.ProblemException} and know no status codes. Nothing of any single
 * operation belongs here.
 */
@NullMarked
package com.ytempire.ml.api.http;

import org.jspecify.annotations.NullMarked;
