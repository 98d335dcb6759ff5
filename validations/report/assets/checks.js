"use strict";
(() => {
  // A check that is linked to opens, with those that it stands among, so that what it found is in sight.
  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    for (let one = target?.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
    target?.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
})();
