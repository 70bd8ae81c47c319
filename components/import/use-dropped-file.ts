"use client";

import { useEffect, useEffectEvent, useState } from "react";

/** A file that is dragged over the page, and then dropped. What is dragged from the page itself is none. */
export function useDroppedFile(onDrop: () => void): { dropped: File | null; over: boolean } {
  const [dropped, setDropped] = useState<File | null>(null);
  const [over, setOver] = useState(false);
  const took = useEffectEvent((file: File) => {
    setDropped(file);
    onDrop();
  });
  useEffect(() => {
    const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    function drag(event: DragEvent): void {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(true);
    }
    // Leaving the window, and not one element for another.
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    function drop(event: DragEvent): void {
      setOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      took(file);
    }
    window.addEventListener("dragover", drag);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", drag);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, []);
  return { dropped, over };
}
