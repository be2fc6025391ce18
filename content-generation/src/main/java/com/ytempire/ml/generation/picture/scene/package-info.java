/**
 * Pictures that are drawn in this process, for nothing: a scene and a sign for a topic. The last
 * provider of pictures is here.
 */
@NullMarked
package com.ytempire.ml.generation.picture.scene;

import org.jspecify.annotations.NullMarked;
