"""How the bundled weights are made. Needs the `training` dependency group; nothing at run time imports it."""
