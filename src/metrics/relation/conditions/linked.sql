linked = $wanted_linked
