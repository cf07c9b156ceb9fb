import type { Words } from "./words.ts";

export const spanish: Words = {
  about: {
    waiting: {
      pleased: ["Me atendieron enseguida.", "Casi sin espera, muy bien."],
      cross: [
        "Esperé {minutes} minutos hasta que alguien contestó.",
        "La espera es demasiado larga.",
        "Mucho tiempo con la musiquita y luego se cortó.",
      ],
    },
    transfer: {
      pleased: ["Me pasaron una vez y el compañero ya conocía mi caso.", "El traspaso fue rápido y sin repetir nada."],
      cross: [
        "Me pasaron de un departamento a otro tres veces.",
        "Nadie se hace responsable, solo te pasan.",
        "Tuve que explicarlo todo otra vez después de cada transferencia.",
      ],
    },
    resolution: {
      pleased: ["Resuelto en cinco minutos.", "Solucionaron mi problema a la primera."],
      cross: ["Sigue sin funcionar.", "Llevo {days} días esperando una solución.", "No respondieron a mi pregunta."],
    },
    friendliness: {
      pleased: ["Muy amable y paciente.", "¡Qué chica tan simpática!", "Me trataron con respeto."],
      cross: ["El agente fue maleducado.", "Ni una disculpa.", "Me interrumpía todo el tiempo."],
    },
    knowledge: {
      pleased: ["Sabía exactamente qué hacer.", "Me lo explicó de maravilla, se nota que sabe."],
      cross: ["La información que me dieron era falsa.", "Cada agente dice una cosa distinta.", "No tenía ni idea."],
    },
    price: {
      pleased: ["Me ofrecieron una tarifa mejor.", "Buen precio, por fin."],
      cross: ["Demasiado caro.", "Me subieron {amount} sin avisar.", "Los clientes nuevos pagan menos que yo."],
    },
    invoice: {
      pleased: ["Corrigieron la factura al momento.", "Me explicaron la factura línea por línea."],
      cross: ["La factura está mal otra vez.", "¡Me cobraron dos veces!", "Me cobran {amount} por algo que no pedí."],
    },
    website: {
      pleased: ["La página web nueva es muy fácil.", "Con su ayuda pude entrar en la web."],
      cross: [
        "La página web se cierra sola.",
        "No se puede pagar en línea.",
        "La aplicación lleva {days} días sin funcionar.",
      ],
    },
    callback: {
      pleased: ["Me devolvieron la llamada a la hora acordada.", "Me llamaron a los {minutes} minutos, perfecto."],
      cross: [
        "Nunca me devolvieron la llamada.",
        "Esperé {days} días a que me llamaran.",
        "Me llamaron a una hora en la que no podía.",
      ],
    },
    delivery: {
      pleased: ["El nuevo envío llegó al día siguiente.", "Por fin alguien supo decirme dónde está mi paquete."],
      cross: [
        "El pedido llega con {days} días de retraso.",
        "Nadie sabe dónde está mi paquete.",
        "Faltaba la mitad del pedido.",
      ],
    },
  },
  plain: {
    pleased: ["Todo perfecto 👌", "¡Gracias!", "Muy bien"],
    neutral: ["Normal.", "Nada que añadir", "Regular"],
    cross: ["Muy decepcionado.", "Nunca más.", "Pésimo"],
  },
  mixed: ["Al final salió bien.", "Ni bien ni mal:", "En general, correcto."],
  tails: {
    pleased: ["", "¡Muchas gracias!", "Sigan así.", "Muy contenta."],
    cross: ["", "Por favor, arréglenlo.", "Así no se puede.", "Una vergüenza 😡"],
  },
};
