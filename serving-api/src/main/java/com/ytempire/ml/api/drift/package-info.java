/** What was found of the drift of models, as JSON and as a page; it is judged elsewhere. */
@NullMarked
package com.ytempire.ml.api.drift;

import org.jspecify.annotations.NullMarked;
